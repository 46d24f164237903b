// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.resource;

import java.util.Optional;

/// Finds resources by their keys. Thread-safe.
public interface Resources {

    /// The local entry of that key, else the resource of the registry.
    ///
    /// @param key such as `myText`, `conf:/a/b.xml`, `gov:/a.json`, `local:/a`, `resources:a.xslt`
    /// @throws ResourceException when it is there and cannot be read, or the key leads out of the registry
    Optional<Resource> resource(String key);

    /// What the property scope `registry` finds: the text of a resource for `key`, its property for `key@name`.
    ///
    /// @throws ResourceException when it is there and cannot be read
    default Optional<String> registryText(String name) {
        int at = name.lastIndexOf('@');
        return at < 0
                ? resource(name).map(Resource::text)
                : resource(name.substring(0, at)).flatMap(found -> found.property(name.substring(at + 1)));
    }

    /// Writes into the registry what the property scope `registry` is set to: the text of the resource for `key`,
    /// its property for `key@name`. When this returns, all who read from now on find it.
    ///
    /// @throws ResourceException when it cannot be written
    void write(String name, String text);
}
