// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.processor.Processor;
import dev.holdfast.processor.ProcessorStatus;
import dev.holdfast.transport.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/management/message-processors`.
final class ProcessorResource {

    private static final Logger AUDIT = System.getLogger("AUDIT_LOG");

    private final Inventory inventory;

    ProcessorResource(Inventory inventory) {
        this.inventory = inventory;
    }

    Response handle(Call call) {
        return switch (call.method()) {
            case "GET" -> call.parameter("name").map(this::one).orElseGet(() -> list(call.parameter("searchKey")));
            case "POST" -> change(call);
            default -> Answers.wrongMethod("GET, POST");
        };
    }

    private Response list(Optional<String> searchKey) {
        String part = searchKey.orElse("").toLowerCase(Locale.ROOT);
        ArrayNode list = Answers.array();
        for (ProcessorView view : inventory.processors()) {
            if (view.name().toLowerCase(Locale.ROOT).contains(part)) {
                list.add(Answers.object()
                        .put("name", view.name())
                        .put("type", view.type())
                        .put("status", status(view.processor())));
            }
        }
        return Answers.list(list);
    }

    private Response one(String name) {
        return find(name)
                .map(view -> Answers.ok(describe(view)))
                .orElseGet(() -> Answers.error(404, "Specified message processor ('" + name + "') not found"));
    }

    private static ObjectNode describe(ProcessorView view) {
        ProcessorStatus status = view.processor().status();
        ObjectNode parameters = Answers.object();
        view.parameters().forEach(parameters::put);
        ObjectNode node = Answers.object()
                .put("name", view.name())
                .put("type", view.type())
                .put("artifactContainer", "")
                .put("fileName", view.origin().file());
        node.set("parameters", parameters);
        node.put("messageStore", view.processor().store())
                .put("status", status(view.processor()))
                .put("since", status.since().toString())
                .put("by", status.by().name().toLowerCase(Locale.ROOT));
        if (!status.reason().isEmpty()) {
            node.put("reason", status.reason());
        }
        status.nextProbeAt().ifPresent(at -> node.put("nextProbe", at.toString()));
        return node.put("configuration", view.origin().configuration());
    }

    private Response change(Call call) {
        JsonNode body;
        try {
            body = Answers.read(call.request().content());
        } catch (JacksonException e) {
            return Answers.error(
                    400, "the body is not JSON; expected {\"name\":\"...\",\"status\":\"active\"|\"inactive\"}");
        }
        String name = body.path("name").asString("");
        String status = body.path("status").asString("");
        if (name.isEmpty() || status.isEmpty()) {
            return Answers.ok(Answers.object().put("Error", "Missing parameters in payload"));
        }
        Optional<ProcessorView> view = find(name);
        if (view.isEmpty()) {
            return Answers.error(404, "Message processor does not exist");
        }
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "active" -> {
                view.get().processor().activate();
                yield changed(name, "activated");
            }
            case "inactive" -> {
                view.get().processor().deactivate();
                yield changed(name, "deactivated");
            }
            default -> Answers.error(400, "Provided state is not valid");
        };
    }

    private static Response changed(String name, String what) {
        AUDIT.log(Level.INFO, "message_processor {0}: {1} through the management API", name, what);
        return Answers.message(name + " : is " + what);
    }

    private Optional<ProcessorView> find(String name) {
        List<ProcessorView> all = inventory.processors();
        return all.stream().filter(view -> view.name().equals(name)).findFirst();
    }

    private static String status(Processor processor) {
        return processor.status().isActive() ? "active" : "inactive";
    }
}
