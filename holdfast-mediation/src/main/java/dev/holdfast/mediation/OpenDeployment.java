// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoints.AddressEndpoint;
import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.resource.Registry;
import dev.holdfast.resource.Resource;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.Transport;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A deployment and the states of its endpoints.
final class OpenDeployment implements Catalogue {

    private static final int MOST_REFERENCES = 16;

    private final Deployment deployment;
    private final Transport transport;
    private final Timer timer;
    private final MediationSettings settings;
    private final Registry registry;
    private final Map<EndpointDefinition.Leaf, Endpoint> endpoints = new ConcurrentHashMap<>();

    OpenDeployment(Deployment deployment, Transport transport, Timer timer, MediationSettings settings) {
        this.deployment = deployment;
        this.transport = transport;
        this.timer = timer;
        this.settings = settings;
        this.registry = new Registry(deployment.registry(), timer);
    }

    @Override
    public <T> Optional<T> find(Class<T> type, String name) {
        return deployment.find(type, name);
    }

    @Override
    public <T> Collection<T> all(Class<T> type) {
        return deployment.all(type).values();
    }

    @Override
    public Optional<Resource> resource(String key) {
        Optional<LocalEntry> entry = find(LocalEntry.class, key);
        return entry.isPresent() ? entry.map(LocalEntry::resource) : registry.find(key);
    }

    @Override
    public void write(String name, String text) {
        registry.write(name, text);
    }

    @Override
    public Optional<Endpoint> endpoint(String name) {
        EndpointDefinition definition = find(EndpointDefinition.class, name).orElse(null);
        for (int i = 0; i < MOST_REFERENCES; i++) {
            if (definition instanceof EndpointDefinition.Leaf leaf) {
                return Optional.of(endpoint(leaf));
            }
            if (!(definition instanceof EndpointDefinition.Alias alias)) {
                return Optional.empty();
            }
            definition = find(EndpointDefinition.class, alias.key()).orElse(null);
        }
        return Optional.empty();
    }

    @Override
    public Endpoint endpoint(EndpointDefinition.Leaf definition) {
        Endpoint known = endpoints.get(definition);
        return known != null
                ? known
                : endpoints.computeIfAbsent(
                        definition, leaf -> new AddressEndpoint(leaf, transport, timer, settings.endpoints()));
    }
}
