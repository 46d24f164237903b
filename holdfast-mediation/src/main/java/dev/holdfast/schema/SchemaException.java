// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import dev.holdfast.settings.Location;
import java.io.Serial;

/// A schema cannot be read.
public final class SchemaException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Location location;

    /// @param reason in one line
    public SchemaException(String reason, Throwable cause) {
        this(Location.of(""), reason, cause);
    }

    /// @param location in the document with this name
    /// @param reason in one line
    SchemaException(Location location, String reason, Throwable cause) {
        super(reason, cause);
        this.location = location;
    }

    /// Where it was noticed: in the document of that name, or in what is called so by others; without a name where that
    /// is not known.
    public Location location() {
        return location;
    }
}
