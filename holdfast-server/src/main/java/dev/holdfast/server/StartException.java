// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import java.io.Serial;

/// The program cannot start. The message is for the person who started it: what is wrong, where, and what to do.
public final class StartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param message one or more lines
    public StartException(String message) {
        super(message);
    }

    /// @param message one or more lines
    /// @param cause what was found
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
