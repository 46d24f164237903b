// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.Outcome;
import dev.holdfast.ledger.Settlement;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.processor.ReplayOrder.Selection;
import dev.holdfast.store.Browsable;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreException;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/management/message-stores/NAME/messages`: look at messages, take them out by hand, replay them.
final class StoredMessages {

    private static final Logger AUDIT = System.getLogger("AUDIT_LOG");
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;
    private static final int MOST_LOOKED_AT = 20_000;
    private static final String MASKED = "*****";
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key");
    private static final String BY_OPERATOR = "deleted by an operator";

    private final Inventory inventory;
    private final ReplayResource replays;

    StoredMessages(Inventory inventory, ReplayResource replays) {
        this.inventory = inventory;
        this.replays = replays;
    }

    Response handle(Call call, StoreView store) {
        try {
            Optional<AppendId> id = call.path().size() > 3
                    ? Optional.of(AppendId.parse(call.path().get(3)))
                    : Optional.empty();
            if (id.isEmpty() && call.method().equals("POST")) {
                return replays.many(call, store);
            }
            return store.store() instanceof Browsable browsable
                    ? handle(call, store, browsable, id)
                    : Answers.error(
                            501,
                            "the engine of store '" + store.name() + "' does not let us look at single messages; use"
                                    + " its own tools, or replay all of it: POST to .../messages");
        } catch (IllegalArgumentException e) {
            return Answers.error(400, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            return Answers.error(503, String.valueOf(e.getMessage()));
        }
    }

    private Response handle(Call call, StoreView store, Browsable browsable, Optional<AppendId> id) {
        return switch (call.method()) {
            case "GET" -> id.map(one -> show(browsable, one)).orElseGet(() -> page(call, browsable));
            case "POST" -> replays.one(call, store, browsable, id.orElseThrow());
            case "DELETE" ->
                id.map(one -> delete(store, browsable, one)).orElseGet(() -> purge(call, store, browsable));
            default -> Answers.wrongMethod("GET, POST, DELETE");
        };
    }

    /// A part of the store: so many messages that are meant, or as far as one call looks.
    private static Response page(Call call, Browsable browsable) {
        int limit = call.parameter("limit").map(StoredMessages::limit).orElse(USUAL_PAGE);
        Selection selection = Fields.ofQuery(call, Set.of("after", "limit")).selection();
        ArrayNode list = Answers.array();
        Optional<AppendId> last = call.parameter("after").map(AppendId::parse);
        int looked = 0;
        boolean more = true;
        while (more && list.size() < limit && looked < MOST_LOOKED_AT) {
            int some = selection.isAll() ? limit - list.size() : LARGEST_PAGE;
            List<StoredMessage> page = browsable.page(last, some);
            more = !page.isEmpty();
            for (StoredMessage message : page) {
                if (list.size() == limit) {
                    more = true;
                    break;
                }
                looked++;
                last = Optional.of(message.id());
                if (selection.includes(message)) {
                    list.add(summary(message));
                }
            }
        }
        return more && last.isPresent() ? Answers.list(list, last.get().toString()) : Answers.list(list);
    }

    private static Response show(Browsable browsable, AppendId id) {
        return browsable.find(id).map(message -> Answers.ok(whole(message))).orElseGet(() -> notThere(id));
    }

    private Response delete(StoreView store, Browsable browsable, AppendId id) {
        Optional<Delivery> delivery = browsable.take(id);
        if (delivery.isEmpty()) {
            return browsable.find(id).isPresent()
                    ? Answers.error(409, "message " + id + " is in the hands of a processor at the moment; try again")
                    : notThere(id);
        }
        settle(store, id, delivery.get());
        AUDIT.log(Level.INFO, "message {0} of store {1} deleted through the management API", id, store.name());
        return Answers.message("message " + id + " is deleted");
    }

    /// Takes out all that are meant and nobody holds, from the head on.
    private Response purge(Call call, StoreView store, Browsable browsable) {
        Selection selection = Fields.ofQuery(call, Set.of()).selection();
        int deleted = 0;
        int held = 0;
        Optional<AppendId> last = Optional.empty();
        List<StoredMessage> page = browsable.page(last, LARGEST_PAGE);
        while (!page.isEmpty()) {
            for (StoredMessage message : page) {
                boolean meant = selection.includes(message);
                Optional<Delivery> delivery = meant ? browsable.take(message.id()) : Optional.empty();
                if (delivery.isPresent()) {
                    settle(store, message.id(), delivery.get());
                    deleted++;
                } else {
                    held += meant ? 1 : 0;
                    last = Optional.of(message.id());
                }
            }
            page = browsable.page(last, LARGEST_PAGE);
        }
        AUDIT.log(Level.INFO, "{0} messages of store {1} deleted through the management API", deleted, store.name());
        String rest = held == 0 ? "" : "; " + held + " are in the hands of a processor and were left";
        return Answers.message(deleted + " messages are deleted" + rest);
    }

    private void settle(StoreView store, AppendId id, Delivery delivery) {
        Detail detail = Detail.of("", BY_OPERATOR);
        inventory
                .books()
                .ledger()
                .settle(List.of(new Settlement(delivery, id, store.store(), Outcome.DROPPED, detail)));
    }

    private static ObjectNode summary(StoredMessage message) {
        ObjectNode node = Answers.object()
                .put("id", message.id().toString())
                .put("acceptedAt", message.acceptedAt().toString())
                .put("origin", message.origin())
                .put("bytes", message.message().content().size())
                .put("contentType", message.message().content().type().orElse(""));
        ObjectNode notes = Answers.object();
        message.notes().forEach((note, text) -> notes.put(note.name().toLowerCase(Locale.ROOT), text));
        if (!notes.isEmpty()) {
            node.set("notes", notes);
        }
        return node;
    }

    private static ObjectNode whole(StoredMessage message) {
        ObjectNode node = summary(message);
        ArrayNode headers = Answers.array();
        message.message()
                .headers()
                .forEach(field -> headers.add(
                        Answers.object().put("name", field.name()).put("value", shown(field.name(), field.value()))));
        node.set("headers", headers);
        ArrayNode properties = Answers.array();
        message.message()
                .properties()
                .values()
                .forEach((name, value) -> properties.add(Answers.object()
                        .put("scope", name.scope().name().toLowerCase(Locale.ROOT))
                        .put("name", name.name())
                        .put("value", shown(name.name(), value.asText()))));
        node.set("properties", properties);
        Content content = message.message().content();
        text(content)
                .ifPresentOrElse(
                        text -> node.put("content", text),
                        () -> node.put("contentBase64", Base64.getEncoder().encodeToString(content.toByteArray())));
        return node;
    }

    /// Operators may see messages, not the credentials of those who sent them.
    private static String shown(String name, String value) {
        return CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)) ? MASKED : value;
    }

    private static Optional<String> text(Content content) {
        try {
            ByteBuffer bytes = content.buffer();
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1) {
            throw new IllegalArgumentException("parameter 'limit' is '" + text + "'; expected 1 to " + LARGEST_PAGE);
        }
        return Math.min(Integer.parseInt(text), LARGEST_PAGE);
    }

    private static Response notThere(AppendId id) {
        return Answers.error(404, "message " + id + " is not in this store");
    }
}
