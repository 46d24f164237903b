// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.ledger.AcknowledgeException;
import dev.holdfast.ledger.LedgerException;
import dev.holdfast.message.AppendId;
import dev.holdfast.processor.ReplayOrder;
import dev.holdfast.processor.ReplayResult;
import dev.holdfast.processor.ReplayStatus;
import dev.holdfast.routing.UnknownStoreException;
import dev.holdfast.store.Browsable;
import dev.holdfast.store.StoreException;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Replays: `POST /management/message-stores/NAME/messages[/ID]` begins one, `/management/message-stores/NAME/replay`
/// shows and stops it.
final class ReplayResource {

    private static final Logger AUDIT = System.getLogger("AUDIT_LOG");
    private static final String TO = "to";
    private static final String RATE = "rate";
    private static final String LIMIT = "limit";
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final Inventory inventory;
    private final InstantSource clock;

    ReplayResource(Inventory inventory, InstantSource clock) {
        this.inventory = inventory;
        this.clock = clock;
    }

    /// Replays one message.
    Response one(Call call, StoreView store, Browsable browsable, AppendId id) {
        Fields fields = Fields.ofBody(call, Set.of(TO));
        if (!fields.selection().isAll()) {
            return Answers.error(400, "one message is named in the path; the body can only say where it goes ('to')");
        }
        Optional<String> target = target(fields);
        try {
            return inventory
                    .replays()
                    .one(store.store(), browsable, id, target)
                    .map(result -> answer(store, id, result))
                    .orElseGet(() -> browsable.find(id).isPresent()
                            ? Answers.error(409, "message " + id + " is in the hands of a processor at the moment")
                            : Answers.error(404, "message " + id + " is not in this store"));
        } catch (StoreException | AcknowledgeException | LedgerException e) {
            return Answers.error(503, "message " + id + " stays: " + e.getMessage());
        }
    }

    /// Begins to replay many.
    Response many(Call call, StoreView store) {
        Fields fields = Fields.ofBody(call, Set.of(TO, RATE, LIMIT));
        ReplayOrder order = new ReplayOrder(
                target(fields), fields.selection(), fields.pause(RATE), fields.count(LIMIT, Long.MAX_VALUE));
        if (!order.selection().isAll() && !(store.store() instanceof Browsable)) {
            return Answers.error(
                    501,
                    "the engine of store '" + store.name() + "' does not let us select messages; it can be replayed as"
                            + " a whole");
        }
        if (order.target().filter(store.name()::equals).isPresent()) {
            return Answers.error(400, "'to' names the store itself");
        }
        if (!inventory.replays().start(store.store(), order)) {
            return Answers.error(
                    409, "a replay of store '" + store.name() + "' is running; GET or DELETE " + path(store));
        }
        AUDIT.log(Level.INFO, "replay of store {0} begun through the management API: {1}", store.name(), order);
        return Answers.accepted(Answers.object()
                .put("Message", "the replay of store '" + store.name() + "' has begun; see " + path(store)));
    }

    /// Shows or stops the replay of a store.
    Response handle(Call call, StoreView store) {
        Optional<ReplayStatus> status = inventory.replays().status(store.name());
        if (status.isEmpty()) {
            return Answers.error(404, "store '" + store.name() + "' has not been replayed since the start");
        }
        return switch (call.method()) {
            case "GET" -> Answers.ok(describe(status.get()));
            case "DELETE" -> {
                AUDIT.log(Level.INFO, "replay of store {0} stopped through the management API", store.name());
                inventory.replays().stop(store.name(), clock.instant().plus(STOP_WITHIN));
                yield Answers.ok(
                        describe(inventory.replays().status(store.name()).orElse(status.get())));
            }
            default -> Answers.wrongMethod("GET, DELETE");
        };
    }

    private Optional<String> target(Fields fields) {
        Optional<String> target = fields.text(TO);
        target.ifPresent(name -> {
            try {
                inventory.books().router().store(name);
            } catch (UnknownStoreException e) {
                throw new IllegalArgumentException("'" + TO + "': " + e.getMessage(), e);
            }
        });
        return target;
    }

    private static Response answer(StoreView store, AppendId id, ReplayResult result) {
        return switch (result) {
            case ReplayResult.Replayed(AppendId copy, String target) -> {
                AUDIT.log(
                        Level.INFO,
                        "message {0} of store {1} replayed to store {2} as {3} through the management API",
                        id,
                        store.name(),
                        target,
                        copy);
                yield Answers.ok(Answers.object()
                        .put("Message", "message " + id + " is replayed")
                        .put("id", copy.toString())
                        .put("store", target));
            }
            case ReplayResult.Settled() ->
                Answers.error(404, "message " + id + " had come to its end already; it is taken out");
            case ReplayResult.Left(String reason) -> Answers.error(409, reason);
        };
    }

    private static ObjectNode describe(ReplayStatus status) {
        ObjectNode node = Answers.object()
                .put("state", status.state().name().toLowerCase(Locale.ROOT))
                .put("replayed", status.replayed())
                .put("left", status.left())
                .put("startedAt", status.startedAt().toString());
        status.endedAt().ifPresent(at -> node.put("endedAt", at.toString()));
        status.order().target().ifPresent(to -> node.put(TO, to));
        if (status.order().pause().isPositive()) {
            node.put(RATE, 1_000_000_000.0 / status.order().pause().toNanos());
        }
        if (!status.lastProblem().isEmpty()) {
            node.put("lastProblem", status.lastProblem());
        }
        return node;
    }

    private static String path(StoreView store) {
        return "/management/message-stores/" + store.name() + "/replay";
    }
}
