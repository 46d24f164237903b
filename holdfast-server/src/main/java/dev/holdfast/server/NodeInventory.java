// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.artifact.ArtifactSet;
import dev.holdfast.deployment.LiveArtifacts;
import dev.holdfast.ledger.Audit;
import dev.holdfast.management.Inventory;
import dev.holdfast.management.ProcessorView;
import dev.holdfast.management.StoreView;
import dev.holdfast.mediation.Catalogue;
import dev.holdfast.processor.Replays;
import dev.holdfast.routing.StoreRouter;
import java.util.ArrayList;
import java.util.List;

/// What a node has, for operators.
final class NodeInventory implements Inventory {

    private final LiveArtifacts live;
    private final Books books;
    private final Replays replays;

    NodeInventory(LiveArtifacts live, Engine engine) {
        this.live = live;
        this.books = new Books(
                engine.router(), engine.ledger(), engine.journal(), new Audit(engine.journal(), engine.ledger()));
        this.replays = new Replays(engine.processorContext());
    }

    @Override
    public List<StoreView> stores() {
        return live.stores();
    }

    @Override
    public List<ProcessorView> processors() {
        return live.processors();
    }

    @Override
    public ArtifactSet.Report artifacts() {
        return live.report();
    }

    @Override
    public Catalogue catalogue() {
        return live.catalogue();
    }

    @Override
    public Books books() {
        return books;
    }

    @Override
    public Replays replays() {
        return replays;
    }

    /// What keeps the node from taking messages: stores that are down and have nothing that stands in for them.
    List<String> obstacles() {
        StoreRouter router = books.router();
        List<String> obstacles = new ArrayList<>();
        for (StoreView view : live.stores()) {
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
