// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import java.io.Serial;

/// A text is not JSON, or goes beyond the limits of [Json].
public final class JsonSyntaxException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;

    /// @param line from 1; 0 when it is not known
    /// @param reason in one line; it quotes nothing of the text
    /// @param cause what the parser said
    public JsonSyntaxException(int line, String reason, Throwable cause) {
        super(reason, cause);
        this.line = line;
    }

    /// The line where it was noticed, from 1; 0 when it is not known.
    public int line() {
        return line;
    }
}
