// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.endpoints.EndpointDefinition.Identity;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.xml.namespace.QName;

/// Endpoints that are resources of the registry, and that only a message names: nobody has read them before. Each is
/// read again when its resource has changed. Thread-safe.
final class RegistryEndpoints {

    private static final Logger LOGGER = System.getLogger(RegistryEndpoints.class.getName());
    private static final int MOST_KEPT = 1_000;

    private final Function<String, Optional<Resource>> registry;
    private final Surroundings surroundings;
    private final Consumer<Set<Identity>> forgotten;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    /// What was read, and of what; no definition when it is none.
    private record Kept(Resource resource, Optional<EndpointDefinition> definition) {

        Set<Identity> identities() {
            return definition.map(EndpointDefinition::identities).orElse(Set.of());
        }
    }

    /// @param forgotten hears of endpoints that are not kept any more, or have changed
    RegistryEndpoints(
            Function<String, Optional<Resource>> registry,
            Surroundings surroundings,
            Consumer<Set<Identity>> forgotten) {
        this.registry = registry;
        this.surroundings = surroundings;
        this.forgotten = forgotten;
    }

    /// The endpoint of that key; empty, and logged, when what is there is none.
    Optional<EndpointDefinition> find(String key) {
        try {
            return registry.apply(key).flatMap(resource -> definition(key, resource));
        } catch (ResourceException e) {
            unreadable(key, e);
            return Optional.empty();
        }
    }

    private Optional<EndpointDefinition> definition(String key, Resource resource) {
        Optional<Kept> known = locked(() -> Optional.ofNullable(kept.get(key)));
        if (known.isPresent() && known.get().resource == resource) {
            return known.get().definition;
        }
        Kept now = new Kept(resource, read(key, resource));
        forgotten.accept(locked(() -> keep(key, now)));
        return now.definition;
    }

    /// @return what is not kept any more
    private Set<Identity> keep(String key, Kept now) {
        Set<Identity> gone = new HashSet<>();
        Optional.ofNullable(kept.put(key, now)).ifPresent(before -> gone.addAll(before.identities()));
        if (kept.size() > MOST_KEPT) {
            Iterator<Kept> eldest = kept.values().iterator();
            gone.addAll(eldest.next().identities());
            eldest.remove();
        }
        gone.removeAll(now.identities());
        return gone;
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private static void unreadable(String key, RuntimeException e) {
        LOGGER.log(Level.WARNING, "The endpoint '" + key + "' cannot be read: " + e.getMessage());
    }

    private Optional<EndpointDefinition> read(String key, Resource resource) {
        try {
            return read(key, resource.xml());
        } catch (XmlException e) {
            unreadable(key, e);
            return Optional.empty();
        }
    }

    private Optional<EndpointDefinition> read(String key, XmlElement root) {
        if (!root.isSynapse() || !root.localName().equals("endpoint")) {
            LOGGER.log(
                    Level.WARNING, "The resource '" + key + "' is no endpoint: its root is <" + root.localName() + ">");
            return Optional.empty();
        }
        Map<QName, String> attributes = new LinkedHashMap<>(root.attributeValues());
        attributes.putIfAbsent(new QName("name"), key);
        XmlElement named = new XmlElement(root.name(), root.location(), attributes, root.content(), root.namespaces());
        Problems problems = new Problems();
        EndpointDefinition definition =
                EndpointDefinition.read(named, new FlowReading(problems, surroundings, Map.of()));
        problems.all().forEach(problem -> LOGGER.log(Level.WARNING, problem.toString()));
        return problems.hasErrors() ? Optional.empty() : Optional.of(definition);
    }
}
