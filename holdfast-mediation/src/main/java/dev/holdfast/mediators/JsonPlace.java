// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.JsonPaths;
import dev.holdfast.mediation.MediationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a JSONPath points at, and what holds that.
///
/// @param path to it
/// @param parent to what holds it; empty for the whole document
/// @param last the name or the index in what holds it; empty for neither
record JsonPlace(JsonPaths path, Optional<JsonPaths> parent, String last) {

    private static final Pattern LAST = Pattern.compile(
            "(.*?)(?:\\.([\\w\\-]+)|\\[\\s*'([^'\\]]*)'\\s*]|\\[\\s*"
                    + "\"([^\"\\]]*)\"\\s*]|\\[\\s*(-?\\d+|\\*)\\s*])",
            Pattern.DOTALL);

    /// @param text such as `$.a.b[0]`
    /// @throws dev.holdfast.expression.ExpressionSyntaxException when it is no JSONPath
    static JsonPlace of(String text) {
        JsonPaths path = JsonPaths.compile(text);
        Matcher matcher = LAST.matcher(text.strip());
        if (!matcher.matches() || matcher.group(1).isEmpty()) {
            return new JsonPlace(path, Optional.empty(), "");
        }
        String last = "";
        for (int group = 2; group <= matcher.groupCount(); group++) {
            last = matcher.group(group) == null ? last : matcher.group(group);
        }
        return new JsonPlace(path, Optional.of(JsonPaths.compile(matcher.group(1))), last);
    }

    /// The document with the value there.
    JsonNode replaced(JsonNode document, JsonNode value) {
        return path.replace(document, value);
    }

    /// The document with the value inside what is there.
    JsonNode withChild(JsonNode document, JsonNode value) {
        return path.add(document, value);
    }

    /// The document with the value beside what is there: after an element of an array, among the members of an
    /// object.
    JsonNode withSibling(JsonNode document, JsonNode value) {
        requireThere(document);
        JsonNode copy = document.deepCopy();
        JsonNode holder = holder(copy);
        if (holder instanceof ArrayNode array) {
            insert(array, value);
            return copy;
        }
        return parent.orElse(path).add(document, value);
    }

    /// The document without what is there.
    JsonNode without(JsonNode document) {
        return path.delete(document);
    }

    /// The document with another name for what is there.
    JsonNode renamed(JsonNode document, String name) {
        requireThere(document);
        JsonNode copy = document.deepCopy();
        JsonNode holder = holder(copy);
        if (holder instanceof ArrayNode several && !parent.orElse(path).isDefinite()) {
            several.forEach(one -> rename(one, name));
        } else {
            rename(holder, name);
        }
        return copy;
    }

    private void requireThere(JsonNode document) {
        Optional<JsonNode> found = path.read(document);
        if (found.isEmpty() || (!path.isDefinite() && found.get().isEmpty())) {
            throw failed("it points at nothing");
        }
    }

    private JsonNode holder(JsonNode document) {
        return parent.flatMap(found -> found.read(document)).orElseThrow(() -> failed("nothing holds it"));
    }

    private void insert(ArrayNode array, JsonNode value) {
        int index = last.equals("*") ? array.size() - 1 : Integer.parseInt(last);
        int at = index < 0 ? array.size() + index : index;
        array.insert(at + 1, value);
    }

    private void rename(JsonNode holder, String name) {
        if (!(holder instanceof ObjectNode object)) {
            throw failed("only a member of an object has a name");
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.forEachEntry((key, value) -> members.put(key.equals(last) ? name : key, value));
        object.removeAll();
        object.setAll(members);
    }

    private MediationException failed(String reason) {
        return new MediationException(ErrorCodes.GENERIC, "enrich: " + path.text() + ": " + reason);
    }
}
