// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.ledger.Audit;
import dev.holdfast.ledger.Balance;
import dev.holdfast.ledger.Counter;
import dev.holdfast.routing.StoreHealth;
import dev.holdfast.store.Countable;
import dev.holdfast.transport.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/management/message-stores`, and the messages in them below it.
final class StoreResource {

    private static final String MASKED = "*****";

    private final Inventory inventory;
    private final StoredMessages messages;
    private final ReplayResource replays;
    private final FailoverResource pairs;

    StoreResource(Inventory inventory, FailoverResource pairs, InstantSource clock) {
        this.inventory = inventory;
        this.pairs = pairs;
        this.replays = new ReplayResource(inventory, clock);
        this.messages = new StoredMessages(inventory, replays);
    }

    Response handle(Call call) {
        if (call.path().size() > 1) {
            return below(call);
        }
        if (!call.method().equals("GET")) {
            return Answers.wrongMethod("GET");
        }
        return call.parameter("name").map(this::one).orElseGet(() -> list(call.parameter("searchKey")));
    }

    private Response below(Call call) {
        Optional<StoreView> view = find(call.path().get(1));
        if (call.path().size() == 2) {
            return Answers.error(404, "expected /management/message-stores?name=NAME");
        }
        if (view.isEmpty()) {
            return notFound(call.path().get(1));
        }
        List<String> below = call.path().subList(2, call.path().size());
        if (below.equals(List.of("replay"))) {
            return replays.handle(call, view.get());
        }
        if (!below.getFirst().equals("messages") || below.size() > 2) {
            return Answers.error(
                    404, "expected /management/message-stores/NAME/messages, .../messages/ID or .../replay");
        }
        return messages.handle(call, view.get());
    }

    private Response list(Optional<String> searchKey) {
        String part = searchKey.orElse("").toLowerCase(Locale.ROOT);
        ArrayNode list = Answers.array();
        for (StoreView view : inventory.stores()) {
            if (view.name().toLowerCase(Locale.ROOT).contains(part)) {
                list.add(Answers.object()
                        .put("name", view.name())
                        .put("type", view.type())
                        .put("size", size(view)));
            }
        }
        return Answers.list(list);
    }

    private Response one(String name) {
        return find(name).map(view -> Answers.ok(describe(view))).orElseGet(() -> notFound(name));
    }

    private ObjectNode describe(StoreView view) {
        ObjectNode properties = Answers.object();
        view.properties()
                .forEach((key, value) ->
                        properties.put(key, key.toLowerCase(Locale.ROOT).contains("password") ? MASKED : value));
        ObjectNode node = Answers.object()
                .put("name", view.name())
                .put("container", "")
                .put("file", view.origin().file());
        node.set("properties", properties);
        node.put("size", size(view)).put("type", view.type());
        node.put("orphaned", view.origin().kind() == StoreView.Kind.ORPHANED);
        node.set("books", books(view));
        node.set("health", health(view));
        pairs.describe(view).ifPresent(pair -> node.set("failover", pair));
        return node.put("configuration", view.origin().configuration());
    }

    private ObjectNode books(StoreView view) {
        Balance balance = inventory.books().journal().balance(view.name());
        ObjectNode node = Answers.object();
        for (Counter counter : Counter.values()) {
            node.put(counter.name().toLowerCase(Locale.ROOT).replace('_', '-'), balance.get(counter));
        }
        node.put("in-doubt", inventory.books().ledger().inDoubt(view.name()));
        Optional<Audit.Finding> finding = inventory.books().audit().of(view.store());
        if (finding.isPresent()) {
            node.put("queued", finding.get().queued())
                    .put("unaccounted", finding.get().unaccounted());
        } else {
            node.put("unaccounted", "unknown");
        }
        return node;
    }

    private ObjectNode health(StoreView view) {
        Optional<StoreHealth.Outage> outage = inventory.books().router().knows(view.name())
                ? inventory.books().router().health(view.name()).outage()
                : Optional.empty();
        ObjectNode node = Answers.object().put("state", outage.isPresent() ? "down" : "up");
        outage.ifPresent(down -> node.put("since", down.since().toString()).put("cause", down.cause()));
        return node;
    }

    /// Measured where the engine can say, -1 where it cannot, as upstream has it.
    private static long size(StoreView view) {
        return view.store() instanceof Countable countable ? countable.count().orElse(-1) : -1;
    }

    private Optional<StoreView> find(String name) {
        return inventory.stores().stream()
                .filter(view -> view.name().equals(name))
                .findFirst();
    }

    private static Response notFound(String name) {
        return Answers.error(404, "Specified message store ('" + name + "') not found");
    }
}
