// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoint;

import java.io.Serial;

/// No request could be made of a message; nothing was sent.
public final class EndpointException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param message the endpoint, the part of the message, and what was expected
    public EndpointException(String message) {
        super(message);
    }

    /// @param message the endpoint, the part of the message, and what was expected
    /// @param cause what was found on the way
    public EndpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
