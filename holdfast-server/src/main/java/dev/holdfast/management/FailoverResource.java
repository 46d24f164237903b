// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.routing.FailoverPair;
import dev.holdfast.routing.StoreHealth;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.transport.Response;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/management/failover`: every store that another stands in for, and how the two are.
final class FailoverResource {

    private final Inventory inventory;

    FailoverResource(Inventory inventory) {
        this.inventory = inventory;
    }

    Response handle(Call call) {
        if (!call.method().equals("GET")) {
            return Answers.wrongMethod("GET");
        }
        ArrayNode list = Answers.array();
        for (StoreView view : inventory.stores()) {
            of(view).ifPresent(pair -> {
                ObjectNode node = Answers.object().put("original", pair.original());
                node.setAll(describe(pair));
                list.add(node);
            });
        }
        return Answers.list(list);
    }

    /// The store's failover, if it has one.
    Optional<ObjectNode> describe(StoreView view) {
        return of(view).map(this::describe);
    }

    private Optional<FailoverPair> of(StoreView view) {
        StoreRouter router = inventory.books().router();
        return router.knows(view.name()) ? router.pair(view.name()) : Optional.empty();
    }

    private ObjectNode describe(FailoverPair pair) {
        StoreRouter router = inventory.books().router();
        Optional<StoreHealth.Outage> outage =
                router.knows(pair.original()) ? router.health(pair.original()).outage() : Optional.empty();
        boolean standsReady =
                router.knows(pair.failover()) && router.health(pair.failover()).isUp();
        ObjectNode node = Answers.object()
                .put("store", pair.failover())
                .put(
                        "state",
                        pair.state(outage.isEmpty())
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                .put("since", pair.since().toString())
                .put("inUse", pair.episode().isPresent())
                .put("waiting", pair.waiting())
                .put("overtaking", pair.overtaking())
                .put("moverActive", pair.isMoverActive())
                .put("originalUp", outage.isEmpty())
                .put("failoverUp", standsReady);
        outage.map(StoreHealth.Outage::cause)
                .or(() -> pair.lastEpisode().map(FailoverPair.Episode::cause))
                .ifPresent(cause -> node.put("cause", cause));
        return node;
    }
}
