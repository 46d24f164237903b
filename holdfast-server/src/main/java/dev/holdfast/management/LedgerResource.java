// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.FlowId;
import dev.holdfast.transport.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/management/ledger?id=`: what happened to one message, by the id of its flow or of one of its appends.
final class LedgerResource {

    private final Inventory inventory;

    LedgerResource(Inventory inventory) {
        this.inventory = inventory;
    }

    Response handle(Call call) {
        if (!call.method().equals("GET")) {
            return Answers.wrongMethod("GET");
        }
        Optional<String> id = call.parameter("id");
        if (id.isEmpty()) {
            return Answers.error(400, "parameter 'id' is missing: the id of a message, from the header of its answer");
        }
        try {
            return history(id.get().trim());
        } catch (IllegalArgumentException e) {
            return Answers.error(
                    400, "'" + id.get() + "' is no id: expected a UUID, or a UUID, a dot and 8 hexadecimal digits");
        }
    }

    private Response history(String id) {
        boolean ofAppend = id.indexOf('.') >= 0;
        FlowId flow = ofAppend ? AppendId.parse(id).flow() : FlowId.parse(id);
        List<LedgerEntry> entries = inventory.books().journal().history(flow).stream()
                .filter(entry -> !ofAppend || entry.id().toString().equals(id))
                .toList();
        if (entries.isEmpty()) {
            return Answers.error(404, "nothing is known of '" + id + "': no message of that id, or too long ago");
        }
        ArrayNode list = Answers.array();
        entries.forEach(entry -> list.add(describe(entry)));
        ObjectNode body = Answers.object().put("id", flow.toString()).put("count", list.size());
        body.set("list", list);
        return Answers.ok(body);
    }

    private static ObjectNode describe(LedgerEntry entry) {
        LedgerEntry.Detail detail = entry.detail();
        ObjectNode node = Answers.object()
                .put("at", entry.at().toString())
                .put("event", entry.event().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .put("message", entry.id().toString());
        putUnlessEmpty(node, "store", entry.store());
        putUnlessEmpty(node, "target", detail.target());
        if (detail.attempt() > 0) {
            node.put("attempt", detail.attempt());
        }
        if (detail.status() > 0) {
            node.put("status", detail.status());
        }
        if (detail.duration().isPositive()) {
            node.put("durationMillis", detail.duration().toNanos() / 1_000_000.0);
        }
        putUnlessEmpty(node, "reason", detail.text());
        return node;
    }

    private static void putUnlessEmpty(ObjectNode node, String name, String value) {
        if (!value.isEmpty()) {
            node.put(name, value);
        }
    }
}
