// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

/// Bytes that are not a stored message: damaged, of a later version, or of something else. The message says
/// what was found where.
public final class MessageFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param message what was found, at which offset, and what was expected
    public MessageFormatException(String message) {
        super(message);
    }

    /// @param message what was found and what was expected
    /// @param cause what the reader ran into
    public MessageFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
