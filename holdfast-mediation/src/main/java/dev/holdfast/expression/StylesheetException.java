// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.settings.Location;
import java.io.Serial;

/// A stylesheet cannot be compiled, or has failed on a message.
public final class StylesheetException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Location location;

    /// @param reason in one line
    public StylesheetException(String reason, Throwable cause) {
        this(Location.of(""), reason, cause);
    }

    /// @param location in the stylesheet with this name
    /// @param reason in one line
    StylesheetException(Location location, String reason, Throwable cause) {
        super(reason, cause);
        this.location = location;
    }

    /// Where it was noticed when it was compiled: in the stylesheet of that name, or in what is imported by it; without
    /// a name where that is not known.
    public Location location() {
        return location;
    }
}
