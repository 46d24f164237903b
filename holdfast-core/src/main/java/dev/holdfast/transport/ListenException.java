// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.transport;

import java.io.Serial;

/// A port cannot be had, or not with these keys. The message says which and why, fit for logs.
public final class ListenException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param message in one line
    /// @param cause what was found
    public ListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
