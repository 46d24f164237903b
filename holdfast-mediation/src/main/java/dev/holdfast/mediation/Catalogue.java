// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoint.Endpoint;
import java.util.Collection;
import java.util.Optional;

/// What is deployed, by name. Thread-safe.
public interface Catalogue {

    /// The sequence of that name.
    Optional<Sequence> sequence(String name);

    /// The endpoint of that name; references to other endpoints are followed.
    Optional<Endpoint> endpoint(String name);

    /// The endpoint of that definition. It keeps its state: the same definition gives the same endpoint.
    Endpoint endpoint(EndpointDefinition.Leaf definition);

    /// The text of the local entry of that key.
    Optional<String> localEntry(String key);

    /// The proxy of that name.
    Optional<Proxy> proxy(String name);

    /// All proxies.
    Collection<Proxy> proxies();
}
