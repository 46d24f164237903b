// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.resource;

import java.io.Serial;

/// A resource cannot be read or written. The message says which and why.
public final class ResourceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /// @param message which, and why
    public ResourceException(String message) {
        super(message);
    }

    /// @param message which, and why
    public ResourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
