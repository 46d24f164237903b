// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.Catalogue;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.resource.Resource;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers `?swagger.json` and `?swagger.yaml`: with the description that the artifact names, else with one that is
/// made of the resources. JSON is YAML too, so that one text serves both.
final class ApiContract {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private ApiContract() {}

    /// The answer; empty when the request asks for something else.
    static Optional<Response> answer(Api api, InboundRequest request, Catalogue catalogue) {
        return switch (request.query()) {
            case "swagger.json" -> Optional.of(answer("application/json", text(api, request, catalogue)));
            case "swagger.yaml" -> Optional.of(answer("application/yaml", text(api, request, catalogue)));
            default -> Optional.empty();
        };
    }

    private static Response answer(String type, String text) {
        if (type.equals("application/json") && !text.stripLeading().startsWith("{")) {
            String sentence = "This API is described in YAML; ask for ?swagger.yaml\n";
            return new Response(NOT_FOUND, Headers.empty(), Content.ofText(sentence, "text/plain; charset=UTF-8"));
        }
        return new Response(OK, Headers.empty(), Content.ofText(text, type + "; charset=UTF-8"));
    }

    private static String text(Api api, InboundRequest request, Catalogue catalogue) {
        return api.contract().flatMap(catalogue::resource).map(Resource::text).orElseGet(() -> describe(api, request));
    }

    private static String describe(Api api, InboundRequest request) {
        ObjectNode document = JSON.createObjectNode().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", api.id().name())
                .put(
                        "version",
                        api.id().version().isEmpty() ? "1.0.0" : api.id().version());
        document.putArray("servers").addObject().put("url", server(api, request));
        ObjectNode paths = document.putObject("paths");
        for (ApiResource resource : api.resources()) {
            ObjectNode operations = paths.withObjectProperty(path(resource.pattern()));
            for (String method : resource.allowed()) {
                if (!operations.has(method.toLowerCase(Locale.ROOT))) {
                    describe(operations.putObject(method.toLowerCase(Locale.ROOT)), resource.pattern());
                }
            }
        }
        return document.toPrettyString() + "\n";
    }

    private static void describe(ObjectNode operation, ResourcePattern pattern) {
        if (pattern instanceof ResourcePattern.Template(UriTemplate template)
                && !template.variables().isEmpty()) {
            ArrayNode parameters = operation.putArray("parameters");
            template.pathVariables().forEach(name -> addParameter(parameters, name, "path", true));
            template.query().forEach(part -> addParameter(parameters, part.name(), "query", part.required()));
        }
        operation.putObject("responses").putObject("default").put("description", "Default response");
    }

    private static void addParameter(ArrayNode parameters, String name, String in, boolean required) {
        parameters
                .addObject()
                .put("name", name)
                .put("in", in)
                .put("required", required)
                .putObject("schema")
                .put("type", "string");
    }

    /// As OpenAPI writes paths: variables in braces, no query.
    private static String path(ResourcePattern pattern) {
        return switch (pattern) {
            case ResourcePattern.Template(UriTemplate template) -> {
                String text = template.text();
                List<String> ends = List.of("{?", "?");
                for (String end : ends) {
                    text = text.contains(end) ? text.substring(0, text.indexOf(end)) : text;
                }
                yield text.replace("{+", "{");
            }
            case ResourcePattern.Everything _ -> "/*";
            case ResourcePattern.Extension extension -> "/" + extension.text();
            case ResourcePattern.Exact exact -> exact.text();
            case ResourcePattern.Prefix prefix -> prefix.text();
        };
    }

    private static String server(Api api, InboundRequest request) {
        String base = api.context().base();
        return request.headers()
                .first("Host")
                .map(host -> request.peer().scheme() + "://" + host + base)
                .orElse(base);
    }
}
