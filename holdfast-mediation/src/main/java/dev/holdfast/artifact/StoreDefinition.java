// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;
import dev.holdfast.routing.Route;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Parameters;
import dev.holdfast.store.MessageStoreProvider;
import java.util.Optional;
/// stub
public record StoreDefinition(Location source, String name, String type, MessageStoreProvider.Blueprint blueprint, Optional<Route.Failover> failover, Parameters parameters, String configuration) {}
