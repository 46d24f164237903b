// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoints.EndpointDefinition.Common;
import dev.holdfast.endpoints.EndpointDefinition.Identity;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Endpoints for addresses that messages bring, the most recent with their states. Thread-safe.
final class RecentEndpoints {

    private final EndpointEnvironment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, FlowEndpoint> recent;

    /// @param kept how many are remembered
    RecentEndpoints(int kept, EndpointEnvironment environment) {
        this.environment = environment;
        this.recent = new Recent<>(kept);
    }

    FlowEndpoint of(String address) {
        lock.lock();
        try {
            return recent.computeIfAbsent(address, this::create);
        } finally {
            lock.unlock();
        }
    }

    private FlowEndpoint create(String address) {
        EndpointDefinition.Leaf leaf = new EndpointDefinition.Leaf(
                new Identity(address, "(of a message)", address),
                Common.none(),
                new Target.Address(AddressTemplate.of(address)),
                Wire.plain(MessageFormat.AS_IS),
                new Quality(Optional.empty(), SuspensionRules.of(SuspensionPolicy.defaults()), RetryCodes.all()));
        EndpointState state = EndpointState.of(address, Optional.of(address), environment.timer());
        return new LeafEndpoint(leaf, state, environment);
    }
}
