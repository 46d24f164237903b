// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import java.io.Serial;

/// A store that could not do what it was asked. The category says what is known about the message.
public final class StoreException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Category category;

    /// What is known after a failed call.
    public enum Category {
        /// The engine cannot be reached or has refused; the message is certainly not stored.
        UNAVAILABLE,
        /// There is no room; the message is certainly not stored.
        FULL,
        /// This message will never fit (too large, forbidden), others may; it is certainly not stored.
        REJECTED,
        /// The call broke off; the message may be stored.
        UNKNOWN,
        /// The store was closed; the message is certainly not stored.
        CLOSED
    }

    /// @param category what is known about the message
    /// @param message the store, what was tried, and what the engine said
    public StoreException(Category category, String message) {
        super(message);
        this.category = category;
    }

    /// @param category what is known about the message
    /// @param message the store, what was tried, and what the engine said
    /// @param cause the engine's own exception
    public StoreException(Category category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    /// What is known about the message.
    public Category category() {
        return category;
    }
}
