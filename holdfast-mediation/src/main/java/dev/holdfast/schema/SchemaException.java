// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import java.io.Serial;

/// A schema cannot be read.
public final class SchemaException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param reason in one line
    public SchemaException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
