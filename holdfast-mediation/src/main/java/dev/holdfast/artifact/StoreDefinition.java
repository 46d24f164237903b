// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.custom.CustomStores;
import dev.holdfast.routing.Route;
import dev.holdfast.settings.Parameter;
import dev.holdfast.store.MessageStoreProvider;
import java.util.Map;
import java.util.Optional;

/// A message store, as its artifact describes it.
///
/// @param origin where that stands
/// @param name by which others refer to it
/// @param type what the management API calls its technology
/// @param blueprint opens it
/// @param failover what stands in for it
/// @param parameters as written, placeholders filled in; secrets may be among them
public record StoreDefinition(
        Origin origin,
        String name,
        String type,
        MessageStoreProvider.Blueprint blueprint,
        Optional<Route.Failover> failover,
        Map<String, Parameter> parameters) {

    /// Copies the parameters.
    public StoreDefinition {
        parameters = Map.copyOf(parameters);
    }

    /// Whether a store of the other definition is the same store with the same settings; what else the artifacts say
    /// does not matter.
    public boolean isSameAs(StoreDefinition other) {
        return name.equals(other.name)
                && type.equals(other.type)
                && (!type.equals(CustomStores.TYPE) || origin.configuration().equals(other.origin.configuration()))
                && failover.equals(other.failover)
                && Parameter.values(parameters).equals(Parameter.values(other.parameters));
    }
}
