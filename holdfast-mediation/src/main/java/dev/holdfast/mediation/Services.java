// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.expression.Surroundings;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.sql.ConnectionPools;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.Listeners;
import dev.holdfast.transport.Transport;

/// What running mediators work with. Thread-safe.
///
/// @param router knows the stores
/// @param ledger keeps the history of messages
/// @param transport sends
/// @param catalogue knows sequences and endpoints
/// @param timer gives the time
/// @param ids makes ids
/// @param surroundings environment, files and system properties
/// @param settings for all flows
/// @param listeners opens ports for inbound endpoints
/// @param databases connects to databases that artifacts name
/// @param work the room in memory for what flows make of bodies
public record Services(
        StoreRouter router,
        Ledger ledger,
        Transport transport,
        Catalogue catalogue,
        Timer timer,
        IdSource ids,
        Surroundings surroundings,
        MediationSettings settings,
        Listeners listeners,
        ConnectionPools databases,
        WorkRoom work) {

    /// What is written about flows.
    FlowNotes notes() {
        return new FlowNotes(ledger);
    }
}
