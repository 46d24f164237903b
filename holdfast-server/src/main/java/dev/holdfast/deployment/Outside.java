// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.message.IdSource;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.Listeners;
import dev.holdfast.transport.Transport;

/// What running artifacts work with. Thread-safe.
///
/// @param processors what processors work with, and flows besides
/// @param transport sends
/// @param ids makes ids
/// @param listeners opens ports that artifacts ask for
public record Outside(ProcessorContext processors, Transport transport, IdSource ids, Listeners listeners) {

    StoreRouter router() {
        return processors.router();
    }

    Ledger ledger() {
        return processors.ledger();
    }

    Timer timer() {
        return processors.timer();
    }
}
