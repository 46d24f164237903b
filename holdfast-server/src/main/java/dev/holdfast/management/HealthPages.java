// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Response;
import java.util.List;
import java.util.function.Supplier;

/// What tools ask without a password: whether the node lives, whether it can take messages, and its metrics.
/// Thread-safe.
public final class HealthPages implements RequestHandler {

    private static final String TYPE = "application/json; charset=UTF-8";

    private final Supplier<List<String>> obstacles;
    private final MetricsPage metrics;

    /// @param obstacles what keeps the node from taking messages, in words; empty when it is ready
    public HealthPages(Supplier<List<String>> obstacles, MetricsPage metrics) {
        this.obstacles = obstacles;
        this.metrics = metrics;
    }

    @Override
    public Response handle(InboundRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Answers.wrongMethod("GET, HEAD");
        }
        return switch (request.path()) {
            case "/liveness" -> status(200, "started", List.of());
            case "/healthz" -> readiness();
            case "/metrics", "/metric-service/metrics" -> metrics.page();
            default -> Answers.error(404, "not found; there are /healthz, /liveness and /metrics");
        };
    }

    private Response readiness() {
        List<String> found = obstacles.get();
        return found.isEmpty() ? status(200, "ready", found) : status(503, "not ready", found);
    }

    private static Response status(int status, String text, List<String> reasons) {
        var body = Answers.object().put("status", text);
        if (!reasons.isEmpty()) {
            var list = Answers.array();
            reasons.forEach(list::add);
            body.set("reasons", list);
        }
        return new Response(status, Headers.empty(), Content.ofText(body.toString(), TYPE));
    }
}
