// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.settings;

import org.jspecify.annotations.Nullable;

/// What others say about a problem, cut down to what fits into one line.
public final class FirstLine {

    private FirstLine() {}

    /// The first line of what the exception says.
    public static String of(Throwable problem) {
        return of(problem.getMessage(), "no reason is given");
    }

    /// The first line of the text.
    ///
    /// @param otherwise when there is none
    public static String of(@Nullable String text, String otherwise) {
        return text == null || text.isBlank()
                ? otherwise
                : text.strip().lines().findFirst().orElse(otherwise).strip();
    }
}
