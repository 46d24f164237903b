// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.endpoints.EndpointEnvironment;
import dev.holdfast.endpoints.FlowEndpoint;
import dev.holdfast.endpoints.LiveEndpoints;
import dev.holdfast.resource.Registry;
import dev.holdfast.resource.Resource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/// A deployment and the states of its endpoints.
final class OpenDeployment implements Catalogue, EndpointEnvironment.Directory {

    private final Deployment deployment;
    private final Registry registry;
    private final RegistryEndpoints registryEndpoints;
    private final LiveEndpoints endpoints;

    OpenDeployment(Deployment deployment, Deployment.Outside outside, Optional<Catalogue> previous) {
        this.deployment = deployment;
        this.registry = new Registry(deployment.registry(), outside.timer());
        this.registryEndpoints = new RegistryEndpoints(registry::find, outside.surroundings(), this::forget);
        EndpointEnvironment environment = new EndpointEnvironment(
                outside.transport(), outside.timer(), outside.settings().endpoints(), outside.surroundings(), this);
        Optional<LiveEndpoints> before = previous.filter(OpenDeployment.class::isInstance)
                .map(catalogue -> ((OpenDeployment) catalogue).endpoints);
        this.endpoints = new LiveEndpoints(environment, before);
        deployment.all(EndpointDefinition.class).values().forEach(endpoints::of);
    }

    private void forget(Set<EndpointDefinition.Identity> gone) {
        endpoints.forget(gone);
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
    public Optional<EndpointDefinition> definition(String key) {
        Optional<EndpointDefinition> deployed = find(EndpointDefinition.class, key);
        return deployed.isPresent() ? deployed : registryEndpoints.find(key);
    }

    @Override
    public Optional<String> localEntry(String key) {
        return Catalogue.super.localEntry(key);
    }

    @Override
    public Optional<String> registryText(String name) {
        return Catalogue.super.registryText(name);
    }

    @Override
    public Optional<FlowEndpoint> endpoint(String name) {
        return endpoints.named(name);
    }

    @Override
    public FlowEndpoint endpoint(EndpointDefinition definition) {
        return endpoints.of(definition);
    }
}
