// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.custom;

import java.io.Serial;

/// A message was certainly not stored, and why.
public final class CustomStoreException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Why a message was not stored.
    public enum Reason {
        /// The engine cannot be reached or refuses at the moment.
        UNAVAILABLE,
        /// There is no room.
        FULL,
        /// This message will never fit; others may.
        REJECTED
    }

    /// @param reason decides what happens: another store takes over, or the message is put aside
    /// @param message for people
    public CustomStoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// @param reason decides what happens: another store takes over, or the message is put aside
    /// @param message for people
    /// @param cause what the engine said
    public CustomStoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// Why the message was not stored.
    public Reason reason() {
        return reason;
    }
}
