// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the answers of the management API: JSON, errors under `Error`, messages under `Message`.
final class Answers {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TYPE = "application/json; charset=UTF-8";

    private Answers() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }

    static JsonNode read(Content content) {
        return JSON.readTree(content.toByteArray());
    }

    static Response ok(JsonNode body) {
        return answer(200, body);
    }

    static Response accepted(JsonNode body) {
        return answer(202, body);
    }

    /// A list in the form that upstream gives lists.
    static Response list(ArrayNode list) {
        ObjectNode body = object();
        body.put("count", list.size());
        body.set("list", list);
        return ok(body);
    }

    /// A part of a list.
    ///
    /// @param last the id behind which the rest begins
    static Response list(ArrayNode list, String last) {
        ObjectNode body = object();
        body.put("count", list.size());
        body.set("list", list);
        return ok(body.put("next", last));
    }

    static Response message(String text) {
        return ok(object().put("Message", text));
    }

    static Response error(int status, String text) {
        return answer(status, object().put("Error", text));
    }

    static Response wrongMethod(String allowed) {
        return error(405, "method not allowed; allowed: " + allowed).with("Allow", allowed);
    }

    private static Response answer(int status, JsonNode body) {
        return new Response(
                status, Headers.of("Cache-Control", "no-store"), Content.of(JSON.writeValueAsBytes(body), TYPE));
    }
}
