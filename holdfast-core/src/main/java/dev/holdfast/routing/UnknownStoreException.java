// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.routing;

import java.io.Serial;

/// No store has that name.
public final class UnknownStoreException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param name what was asked for
    /// @param hint the nearest name that exists, as a clause, or nothing
    public UnknownStoreException(String name, String hint) {
        super("Message Store does not exist: " + name + hint);
    }
}
