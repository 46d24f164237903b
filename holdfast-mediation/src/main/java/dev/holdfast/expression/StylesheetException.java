// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.io.Serial;

/// A stylesheet cannot be compiled, or has failed on a message.
public final class StylesheetException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param reason in one line
    public StylesheetException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
