// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.deployment.Stores;
import dev.holdfast.ledger.Audit;
import dev.holdfast.management.Inventory;
import dev.holdfast.management.ProcessorView;
import dev.holdfast.management.StoreView;
import dev.holdfast.routing.StoreRouter;
import java.util.ArrayList;
import java.util.List;

/// What a node has, for operators.
final class NodeInventory implements Inventory {

    private final Stores stores;
    private final List<ProcessorView> processors;
    private final Books books;

    NodeInventory(Stores stores, List<ProcessorView> processors, Engine engine) {
        this.stores = stores;
        this.processors = List.copyOf(processors);
        this.books = new Books(
                engine.router(), engine.ledger(), engine.journal(), new Audit(engine.journal(), engine.ledger()));
    }

    @Override
    public List<StoreView> stores() {
        return stores.views();
    }

    @Override
    public List<ProcessorView> processors() {
        return processors;
    }

    @Override
    public Books books() {
        return books;
    }

    /// What keeps the node from taking messages: stores that are down and have nothing that stands in for them.
    List<String> obstacles() {
        StoreRouter router = books.router();
        List<String> obstacles = new ArrayList<>();
        for (StoreView view : stores.views()) {
            String name = view.name();
            if (router.knows(name) && router.pair(name).isEmpty()) {
                router.health(name)
                        .outage()
                        .ifPresent(outage -> obstacles.add(
                                "store " + name + " is down since " + outage.since() + ": " + outage.cause()));
            }
        }
        return obstacles;
    }
}
