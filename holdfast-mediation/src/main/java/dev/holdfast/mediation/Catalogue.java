// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.EndpointDefinition;
import dev.holdfast.endpoints.FlowEndpoint;
import dev.holdfast.resource.Resources;
import java.util.Collection;
import java.util.Optional;

/// What is deployed, by name. Thread-safe.
public interface Catalogue extends Resources {

    /// The sequence of that name.
    default Optional<Sequence> sequence(String name) {
        return find(Sequence.class, name);
    }

    /// The endpoint of that name, or of the registry resource of that key, as it is now.
    Optional<FlowEndpoint> endpoint(String name);

    /// The endpoint of that definition. It keeps its state: the same definition gives the same endpoint.
    FlowEndpoint endpoint(EndpointDefinition definition);

    /// The text of the local entry of that key.
    default Optional<String> localEntry(String key) {
        return find(LocalEntry.class, key).map(LocalEntry::value);
    }

    /// The definition of that type and name, such as a [Sequence].
    <T> Optional<T> find(Class<T> type, String name);

    /// All definitions of that type, in the order of reading.
    <T> Collection<T> all(Class<T> type);
}
