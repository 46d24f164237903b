// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.Catalogue;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.resource.Resource;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Answers `?swagger.json` and `?swagger.yaml`: with the description that the artifact names, else with one that is
/// made of the resources. JSON is YAML too, so that one text serves both.
final class ApiContract {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private ApiContract() {}

    /// The answer; empty when the request asks for something else.
    static Optional<Response> answer(Api api, InboundRequest request, Catalogue catalogue) {
        String type;
        switch (request.query()) {
            case "swagger.json" -> type = "application/json";
            case "swagger.yaml" -> type = "application/yaml";
            default -> {
                return Optional.empty();
            }
        }
        String text =
                api.contract().flatMap(catalogue::resource).map(Resource::text).orElseGet(() -> describe(api, request));
        boolean isJson = text.stripLeading().startsWith("{");
        if (type.equals("application/json") && !isJson) {
            return Optional.of(new Response(
                    NOT_FOUND,
                    Headers.empty(),
                    Content.ofText(
                            "This API is described in YAML; ask for ?swagger.yaml\n", "text/plain; charset=UTF-8")));
        }
        return Optional.of(new Response(OK, Headers.empty(), Content.ofText(text, type + "; charset=UTF-8")));
    }

    private static String describe(Api api, InboundRequest request) {
        Map<String, Map<String, ApiResource>> paths = new LinkedHashMap<>();
        for (ApiResource resource : api.resources()) {
            Map<String, ApiResource> operations =
                    paths.computeIfAbsent(path(resource.pattern()), any -> new LinkedHashMap<>());
            resource.allowed().forEach(method -> operations.putIfAbsent(method.toLowerCase(Locale.ROOT), resource));
        }
        StringBuilder json = new StringBuilder(1_024);
        json.append("{\n  \"openapi\": \"3.0.3\",\n  \"info\": {\"title\": ")
                .append(quoted(api.id().name()))
                .append(", \"version\": ")
                .append(quoted(api.id().version().isEmpty() ? "1.0.0" : api.id().version()))
                .append("},\n  \"servers\": [{\"url\": ")
                .append(quoted(server(api, request)))
                .append("}],\n  \"paths\": {");
        String separator = "\n    ";
        for (Map.Entry<String, Map<String, ApiResource>> path : paths.entrySet()) {
            json.append(separator).append(quoted(path.getKey())).append(": {");
            appendOperations(json, path.getValue());
            json.append('}');
            separator = ",\n    ";
        }
        return json.append("\n  }\n}\n").toString();
    }

    private static void appendOperations(StringBuilder json, Map<String, ApiResource> operations) {
        String separator = "";
        for (Map.Entry<String, ApiResource> operation : operations.entrySet()) {
            json.append(separator).append(quoted(operation.getKey())).append(": {");
            appendParameters(json, operation.getValue().pattern());
            json.append("\"responses\": {\"default\": {\"description\": \"Default response\"}}}");
            separator = ", ";
        }
    }

    private static void appendParameters(StringBuilder json, ResourcePattern pattern) {
        if (!(pattern instanceof ResourcePattern.Template(UriTemplate template))
                || template.variables().isEmpty()) {
            return;
        }
        json.append("\"parameters\": [");
        String separator = "";
        for (String name : template.pathVariables()) {
            json.append(separator).append(parameter(name, "path", true));
            separator = ", ";
        }
        for (UriTemplate.QueryPart part : template.query()) {
            json.append(separator).append(parameter(part.name(), "query", part.required()));
            separator = ", ";
        }
        json.append("], ");
    }

    private static String parameter(String name, String in, boolean required) {
        return "{\"name\": " + quoted(name) + ", \"in\": \"" + in + "\", \"required\": " + required
                + ", \"schema\": {\"type\": \"string\"}}";
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

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
