// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.io.Serial;

/// A text is no expression that can be evaluated here.
public final class ExpressionSyntaxException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 200;

    private final String reason;

    /// @param text as it stands in the artifact
    /// @param reason what is wrong, in one line
    public ExpressionSyntaxException(String text, String reason) {
        super("the expression " + shown(text) + " cannot be read: " + reason);
        this.reason = reason;
    }

    /// As much of an expression as an error shows.
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /// What is wrong, in one line.
    String reason() {
        return reason;
    }
}
