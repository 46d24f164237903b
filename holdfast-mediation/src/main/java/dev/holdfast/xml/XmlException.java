// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import dev.holdfast.settings.Location;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The XML of an artifact cannot be read.
public final class XmlException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Location location;
    private final String text;

    /// @param location where it was noticed
    /// @param text what was found, and what was expected
    public XmlException(Location location, String text) {
        super(location + ": " + text);
        this.location = location;
        this.text = text;
    }

    /// @param location where it was noticed
    /// @param text what was found, and what was expected
    /// @param cause what the parser said
    public XmlException(Location location, String text, Throwable cause) {
        super(location + ": " + text, cause);
        this.location = location;
        this.text = text;
    }

    /// Where it was noticed.
    public Location location() {
        return location == null ? Location.of("") : location;
    }

    /// What was found, and what was expected, without the place.
    public String text() {
        return text;
    }
}
