// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.time.Timer;
import dev.holdfast.transport.Transport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What artifacts define, as one immutable whole. All maps are by name.
///
/// @param sequences named ones
/// @param endpoints named ones
/// @param localEntries by their keys
/// @param proxies that run on this node
public record Deployment(
        Map<String, Sequence> sequences,
        Map<String, EndpointDefinition> endpoints,
        Map<String, LocalEntry> localEntries,
        Map<String, Proxy> proxies) {

    /// Copies the maps.
    public Deployment {
        sequences = copy(sequences);
        endpoints = copy(endpoints);
        localEntries = copy(localEntries);
        proxies = copy(proxies);
    }

    /// Nothing.
    public static Deployment none() {
        return new Deployment(Map.of(), Map.of(), Map.of(), Map.of());
    }

    /// Brings it to life: endpoints begin active.
    public Catalogue open(Transport transport, Timer timer, MediationSettings settings) {
        return new OpenDeployment(this, transport, timer, settings);
    }

    private static <T> Map<String, T> copy(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
