// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.LocalEntry;
import dev.holdfast.resource.Registry;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceKey;
import dev.holdfast.settings.NearestName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The local entries and the registry, while artifacts are being read.
final class KnownResources {

    private final Map<String, LocalEntry> localEntries = new LinkedHashMap<>();
    private final Map<String, Resource> pinned;
    private final Registry registry;

    /// @param pinned what counts instead of what the registry has
    /// @param registry where it is; nothing is taken to change while artifacts are being read
    KnownResources(Map<String, Resource> pinned, Registry.Places registry) {
        this.pinned = pinned;
        this.registry = new Registry(registry, () -> Instant.EPOCH);
    }

    /// Adds an entry; the first of a key counts.
    void add(LocalEntry entry) {
        localEntries.putIfAbsent(entry.key(), entry);
    }

    /// What has that key.
    ///
    /// @throws dev.holdfast.resource.ResourceException when it cannot be read
    Optional<Resource> find(String key) {
        LocalEntry entry = localEntries.get(key);
        if (entry != null) {
            return Optional.of(entry.resource());
        }
        Optional<Resource> instead = Optional.ofNullable(pinned.get(key));
        return instead.isPresent() ? instead : registry.find(key);
    }

    /// What to say of a key that nothing has.
    String missing(String key) {
        return ResourceKey.isOne(key)
                ? "the registry has no resource '" + key + "'"
                : "there is no local entry '" + key + "'" + NearestName.hint(key, localEntries.keySet());
    }
}
