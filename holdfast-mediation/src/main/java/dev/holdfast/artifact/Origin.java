// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.settings.Location;
import dev.holdfast.xml.XmlElement;

/// Where an artifact comes from.
///
/// @param location its file and line
/// @param configuration its XML, placeholders not filled in; secrets may be in it
public record Origin(Location location, String configuration) {

    static Origin of(XmlElement element) {
        return new Origin(element.location(), element.toXml());
    }

    /// The place only.
    @Override
    public String toString() {
        return location.toString();
    }
}
