// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import java.io.Serial;

/// A class of the user cannot be used.
final class CustomClassException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param reason in one line, fit for the reading of artifacts
    CustomClassException(String reason) {
        super(reason);
    }

    /// @param reason in one line, fit for the reading of artifacts
    CustomClassException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
