// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.io.Serial;

/// A listener or a transport could not be set up; nothing was started.
public final class HttpSetupException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Category category;

    /// What is wrong.
    public enum Category {
        /// Another program, or another listener of this one, has the port.
        PORT_IN_USE,
        /// The address is none of this machine's, or the port may not be used.
        ADDRESS,
        /// A key store or trust store cannot be read, or does not hold what is needed.
        KEY_STORE,
        /// The platform has no such protocol or cipher.
        TLS
    }

    /// @param category what is wrong
    /// @param message the setting, its value, and what was expected
    /// @param cause what was found on the way
    public HttpSetupException(Category category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    /// What is wrong.
    public Category category() {
        return category;
    }
}
