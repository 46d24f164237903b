// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoints.EndpointDefinition.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The endpoints of a deployment, and their states: the same definition gives the same endpoint. Thread-safe.
public final class LiveEndpoints {

    private static final int DEEPEST = 16;

    private final EndpointEnvironment environment;
    private final Map<Identity, EndpointState> before;
    private final Map<Identity, EndpointState> states = new ConcurrentHashMap<>();
    private final Map<Identity, FlowEndpoint> endpoints = new ConcurrentHashMap<>();

    /// @param environment what they work with
    /// @param previous those of the deployment before: an endpoint whose definition has not changed keeps its
    ///     state
    public LiveEndpoints(EndpointEnvironment environment, Optional<LiveEndpoints> previous) {
        this.environment = environment;
        this.before = previous.map(live -> Map.copyOf(live.states)).orElse(Map.of());
    }

    /// The endpoint of that definition.
    public FlowEndpoint of(EndpointDefinition definition) {
        FlowEndpoint known = endpoints.get(definition.identity());
        if (known != null) {
            return known;
        }
        FlowEndpoint made = create(definition);
        FlowEndpoint first = endpoints.putIfAbsent(definition.identity(), made);
        return first == null ? made : first;
    }

    /// The endpoint of that key, as it is defined now.
    public Optional<FlowEndpoint> named(String key) {
        return environment.directory().definition(key).map(this::of);
    }

    /// Nobody asks for these any more.
    public void forget(Set<Identity> gone) {
        endpoints.keySet().removeAll(gone);
        states.keySet().removeAll(gone);
    }

    private FlowEndpoint create(EndpointDefinition definition) {
        return switch (definition) {
            case EndpointDefinition.Leaf leaf ->
                new LeafEndpoint(leaf, state(leaf, leaf.target().address()), environment);
            case EndpointDefinition.Alias alias -> new ReferenceEndpoint(alias, this, environment);
            case EndpointDefinition.Failover group ->
                new FailoverEndpoint(group, members(group, group.children()), environment);
            case EndpointDefinition.LoadBalance group ->
                new LoadBalanceEndpoint(group, members(group, group.children()), environment);
            case EndpointDefinition.RecipientList list -> new RecipientListEndpoint(list, this, environment);
        };
    }

    private GroupEndpoint.Members members(EndpointDefinition group, List<EndpointDefinition> children) {
        return new GroupEndpoint.Members(children.stream().map(this::of).toList(), ownCircuit(group));
    }

    /// That of an endpoint that has no address itself.
    Circuit ownCircuit(EndpointDefinition definition) {
        return state(definition, Optional.empty()).circuit();
    }

    private EndpointState state(EndpointDefinition definition, Optional<String> address) {
        return states.computeIfAbsent(
                definition.identity(),
                identity -> Optional.ofNullable(before.get(identity))
                        .orElseGet(() -> EndpointState.of(definition.name(), address, environment.timer())));
    }

    /// The one that is meant by a reference, through others to it; a reference that leads nowhere has a circuit
    /// of its own.
    Circuit circuitOf(EndpointDefinition.Alias alias) {
        FlowEndpoint found = of(alias);
        for (int i = 0; i < DEEPEST && found instanceof ReferenceEndpoint reference; i++) {
            Optional<FlowEndpoint> next = reference.known();
            if (next.isEmpty()) {
                break;
            }
            found = next.get();
        }
        return found instanceof ReferenceEndpoint ? ownCircuit(alias) : found.circuit();
    }
}
