// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.resource.Resource;

/// Something that artifacts refer to by its key.
///
/// @param key its name
/// @param resource a text, trimmed, a piece of XML, or what a file holds
public record LocalEntry(String key, Resource resource) {

    /// Its text.
    public String value() {
        return resource.text();
    }
}
