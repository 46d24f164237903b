// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoint.Endpoint;
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
    private final Map<EndpointDefinition.Leaf, Endpoint> endpoints = new ConcurrentHashMap<>();

    OpenDeployment(Deployment deployment, Transport transport, Timer timer, MediationSettings settings) {
        this.deployment = deployment;
        this.transport = transport;
        this.timer = timer;
        this.settings = settings;
    }

    @Override
    public Optional<Sequence> sequence(String name) {
        return Optional.ofNullable(deployment.sequences().get(name));
    }

    @Override
    public Optional<Endpoint> endpoint(String name) {
        EndpointDefinition definition = deployment.endpoints().get(name);
        for (int i = 0; i < MOST_REFERENCES; i++) {
            if (definition instanceof EndpointDefinition.Leaf leaf) {
                return Optional.of(endpoint(leaf));
            }
            if (!(definition instanceof EndpointDefinition.Alias alias)) {
                return Optional.empty();
            }
            definition = deployment.endpoints().get(alias.key());
        }
        return Optional.empty();
    }

    @Override
    public Endpoint endpoint(EndpointDefinition.Leaf definition) {
        Endpoint known = endpoints.get(definition);
        return known != null
                ? known
                : endpoints.computeIfAbsent(definition, leaf -> new AddressEndpoint(leaf, transport, timer, settings));
    }

    @Override
    public Optional<String> localEntry(String key) {
        return Optional.ofNullable(deployment.localEntries().get(key)).map(LocalEntry::value);
    }

    @Override
    public Optional<Proxy> proxy(String name) {
        return Optional.ofNullable(deployment.proxies().get(name));
    }

    @Override
    public Collection<Proxy> proxies() {
        return deployment.proxies().values();
    }
}
