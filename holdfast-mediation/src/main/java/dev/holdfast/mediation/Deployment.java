// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.expression.Surroundings;
import dev.holdfast.resource.Registry;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.Transport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What artifacts define, as one immutable whole: for each type of definition the definitions by name, in the order
/// of reading. A type is the class that a kind of artifact is read into, such as [Sequence].
public final class Deployment {

    private final Map<Class<?>, Map<String, Object>> definitions;
    private final Registry.Places registry;

    private Deployment(Map<Class<?>, Map<String, Object>> definitions, Registry.Places registry) {
        this.definitions = definitions;
        this.registry = registry;
    }

    /// Nothing.
    public static Deployment none() {
        return new Builder().build();
    }

    /// The definition of that type and name.
    public <T> Optional<T> find(Class<T> type, String name) {
        return Optional.ofNullable(definitions.getOrDefault(type, Map.of()).get(name))
                .map(type::cast);
    }

    /// All definitions of that type, by name.
    public <T> Map<String, T> all(Class<T> type) {
        Map<String, T> all = new LinkedHashMap<>();
        definitions.getOrDefault(type, Map.of()).forEach((name, definition) -> all.put(name, type.cast(definition)));
        return Collections.unmodifiableMap(all);
    }

    /// Where the registry is.
    Registry.Places registry() {
        return registry;
    }

    /// All definitions that begin flows by themselves, in the order of reading.
    public List<FlowSource> flowSources() {
        return definitions.values().stream()
                .flatMap(byName -> byName.values().stream())
                .filter(FlowSource.class::isInstance)
                .map(FlowSource.class::cast)
                .toList();
    }

    /// What it needs from outside.
    ///
    /// @param transport sends
    /// @param timer gives the time
    /// @param settings for all flows
    /// @param surroundings for expressions of endpoints
    public record Outside(Transport transport, Timer timer, MediationSettings settings, Surroundings surroundings) {}

    /// Brings it to life.
    ///
    /// @param previous what it takes the place of: endpoints whose definition is the same keep their state; the
    ///     others begin active
    public Catalogue open(Outside outside, Optional<Catalogue> previous) {
        return new OpenDeployment(this, outside, previous);
    }

    /// Collects definitions. Not thread-safe.
    public static final class Builder {

        private final Map<Class<?>, Map<String, Object>> definitions = new LinkedHashMap<>();
        private Registry.Places registry = Registry.Places.none();

        /// Nothing yet.
        public Builder() {}

        /// Adds a definition, in place of one of the same type and name.
        public <T> Builder with(Class<T> type, String name, T definition) {
            definitions.computeIfAbsent(type, any -> new LinkedHashMap<>()).put(name, definition);
            return this;
        }

        /// Says where the registry is.
        public Builder with(Registry.Places places) {
            registry = places;
            return this;
        }

        /// What has been collected so far.
        public Deployment build() {
            Map<Class<?>, Map<String, Object>> copy = new LinkedHashMap<>();
            definitions.forEach((type, byName) -> copy.put(type, new LinkedHashMap<>(byName)));
            return new Deployment(copy, registry);
        }
    }
}
