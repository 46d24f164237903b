// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.Surroundings;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.Transport;
import java.util.Optional;

/// What endpoints work with.
///
/// @param transport sends
/// @param timer gives the time
/// @param settings for all endpoints
/// @param surroundings for expressions
/// @param directory knows what is deployed
public record EndpointEnvironment(
        Transport transport, Timer timer, EndpointSettings settings, Surroundings surroundings, Directory directory) {

    /// Knows what is deployed. Thread-safe.
    public interface Directory {

        /// The endpoint of that key, as it is defined now.
        Optional<EndpointDefinition> definition(String key);

        /// The text of the local entry of that key.
        Optional<String> localEntry(String key);

        /// What the property scope `registry` finds.
        Optional<String> registryText(String name);
    }
}
