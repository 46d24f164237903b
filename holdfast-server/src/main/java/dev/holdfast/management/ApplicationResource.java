// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.artifact.ApplicationSummary;
import dev.holdfast.artifact.ApplicationSummary.State;
import dev.holdfast.artifact.FaultyArtifact;
import dev.holdfast.transport.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/management/applications`: archives and projects, and what of all artifacts is faulty.
final class ApplicationResource {

    private final Inventory inventory;

    ApplicationResource(Inventory inventory) {
        this.inventory = inventory;
    }

    Response handle(Call call) {
        if (call.path().size() > 1) {
            return Answers.error(404, "expected /management/applications");
        }
        if (!call.method().equals("GET")) {
            return Answers.wrongMethod("GET");
        }
        return call.parameter("name")
                .or(() -> call.parameter("carbonAppName"))
                .map(this::one)
                .orElseGet(() -> list(call.parameter("searchKey")));
    }

    private Response list(Optional<String> searchKey) {
        String part = searchKey.orElse("").toLowerCase(Locale.ROOT);
        ArrayNode list = Answers.array();
        for (ApplicationSummary summary : inventory.artifacts().applications()) {
            if (summary.name().toLowerCase(Locale.ROOT).contains(part)) {
                list.add(Answers.object()
                        .put("name", summary.name())
                        .put("version", summary.version())
                        .put("status", status(summary)));
            }
        }
        ObjectNode body = Answers.object().put("count", list.size());
        body.set("list", list);
        ArrayNode faulty = Answers.array();
        inventory.artifacts().faulty().forEach(artifact -> faulty.add(describe(artifact)));
        body.set("faultyArtifacts", faulty);
        return Answers.ok(body);
    }

    private Response one(String name) {
        List<ApplicationSummary> all = inventory.artifacts().applications();
        return all.stream()
                .filter(summary -> summary.name().equals(name))
                .findFirst()
                .map(summary -> Answers.ok(describe(summary)))
                .orElseGet(() -> Answers.error(404, "Specified application ('" + name + "') not found"));
    }

    private ObjectNode describe(ApplicationSummary summary) {
        ArrayNode artifacts = Answers.array();
        for (ApplicationSummary.Member member : summary.artifacts()) {
            artifacts.add(Answers.object()
                    .put("name", member.name())
                    .put("type", member.kind().toLowerCase(Locale.ROOT))
                    .put("faulty", member.faulty()));
        }
        ObjectNode node = Answers.object()
                .put("name", summary.name())
                .put("version", summary.version())
                .put("file", summary.file())
                .put("status", status(summary));
        node.set("artifacts", artifacts);
        ArrayNode faulty = Answers.array();
        inventory.artifacts().faulty().stream()
                .filter(artifact -> artifact.file().startsWith(summary.file()))
                .forEach(artifact -> faulty.add(describe(artifact)));
        node.set("faultyArtifacts", faulty);
        return node;
    }

    private static ObjectNode describe(FaultyArtifact artifact) {
        ObjectNode node = Answers.object()
                .put("name", artifact.name())
                .put("type", artifact.kind().toLowerCase(Locale.ROOT))
                .put("file", artifact.file());
        ArrayNode reasons = Answers.array();
        artifact.reasons().forEach(reasons::add);
        node.set("reasons", reasons);
        return node;
    }

    private static String status(ApplicationSummary summary) {
        boolean faulty = summary.state() == State.FAULTY
                || summary.artifacts().stream().anyMatch(ApplicationSummary.Member::faulty);
        return faulty ? "faulty" : "deployed";
    }
}
