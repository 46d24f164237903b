// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.Circuit;
import java.time.InstantSource;
import java.util.Optional;

/// What is known of an endpoint from what was sent to it. It outlives the endpoint when artifacts change.
///
/// @param suspension as Synapse has it, which flows and processors obey; a group has none, its endpoints have
/// @param circuit whether it is up, for processors that wait until it is
record EndpointState(Suspension suspension, Circuit circuit) {

    static EndpointState of(String name, Optional<String> address, InstantSource clock) {
        return new EndpointState(new Suspension(name, address, clock), new Circuit(name, clock));
    }
}
