// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.reading;

import dev.holdfast.resource.Resource;
import dev.holdfast.xml.XmlElement;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What an artifact can look up in others, and beside them, while it is read.
public interface Neighbours {

    /// The template of that name, with all that stands in it.
    Optional<XmlElement> template(String name);

    /// The names of all templates.
    Collection<String> templateNames();

    /// The local entry of that key, the resource of the registry, or, for a key that begins with `file:`, the file;
    /// a relative one starts from the folder of the artifacts.
    ///
    /// @throws dev.holdfast.resource.ResourceException when it is there and cannot be read
    /// @throws IOException when a file cannot be read, or is larger than an artifact may be
    Optional<Resource> resource(String key) throws IOException;

    /// Nothing.
    static Neighbours none() {
        return new Neighbours() {
            @Override
            public Optional<XmlElement> template(String name) {
                return Optional.empty();
            }

            @Override
            public Collection<String> templateNames() {
                return List.of();
            }

            @Override
            public Optional<Resource> resource(String key) {
                return Optional.empty();
            }
        };
    }
}
