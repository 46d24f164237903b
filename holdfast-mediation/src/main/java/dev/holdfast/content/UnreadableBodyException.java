// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import java.io.Serial;

/// A body is not what it is said to be, or cannot be seen as what is asked for.
public final class UnreadableBodyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param reason in one line, fit for a client; it quotes nothing of the body
    public UnreadableBodyException(String reason) {
        super(reason);
    }

    /// @param reason in one line, fit for a client; it quotes nothing of the body
    /// @param cause what the parser said
    public UnreadableBodyException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
