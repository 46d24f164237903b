// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// What a mediator has made of resources, kept as long as none of them has changed. Thread-safe.
final class CompiledResources<T> {

    private static final int MOST_KEPT = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<List<String>, Kept<T>> kept = new LinkedHashMap<>(MOST_KEPT, 0.75f, true);

    /// Makes something of resources.
    interface Maker<T> {

        /// What was made of them.
        ///
        /// @param roots the resources, in the order of their keys
        /// @param others gives what they refer to, by key
        T make(List<Resource> roots, Function<String, Optional<Resource>> others);
    }

    /// What was made, and of what.
    private record Kept<T>(T value, Map<String, Resource> sources) {

        boolean isUpToDate(Resources resources) {
            return sources.entrySet().stream()
                    .allMatch(entry -> resources
                            .resource(entry.getKey())
                            .filter(now -> now == entry.getValue())
                            .isPresent());
        }
    }

    /// What is made of the resources of these keys: the same as before, when none of them has changed.
    ///
    /// @throws MediationException when there is no such resource
    T of(Resources resources, List<String> keys, Maker<T> maker) {
        lock.lock();
        try {
            Kept<T> known = kept.get(keys);
            if (known != null && known.isUpToDate(resources)) {
                return known.value;
            }
        } finally {
            lock.unlock();
        }
        Kept<T> made = make(resources, keys, maker);
        lock.lock();
        try {
            kept.put(keys, made);
            if (kept.size() > MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
        return made.value;
    }

    /// What is made of the resources of these keys now.
    ///
    /// @throws MediationException when there is no such resource
    T anew(Resources resources, List<String> keys, Maker<T> maker) {
        return make(resources, keys, maker).value;
    }

    private static <T> Kept<T> make(Resources resources, List<String> keys, Maker<T> maker) {
        Map<String, Resource> sources = new LinkedHashMap<>();
        List<Resource> roots = keys.stream()
                .map(key -> {
                    Resource found = resources
                            .resource(key)
                            .orElseThrow(() -> new MediationException(
                                    ErrorCodes.GENERIC,
                                    "there is no local entry and no resource of the registry '" + key + "'"));
                    sources.put(key, found);
                    return found;
                })
                .toList();
        T value = maker.make(roots, key -> {
            Optional<Resource> found = resources.resource(key);
            found.ifPresent(resource -> sources.put(key, resource));
            return found;
        });
        return new Kept<>(value, Map.copyOf(sources));
    }
}
