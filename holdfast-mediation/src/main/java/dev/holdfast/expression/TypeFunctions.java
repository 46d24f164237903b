// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Functions of types, and those that look beyond the message.
final class TypeFunctions {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TypeFunctions() {}

    static List<SynapseFunction> all() {
        return List.of(
                SynapseFunction.of("isString", 1, a -> bool(a.node(0).isString())),
                SynapseFunction.of("isNumber", 1, a -> bool(a.node(0).isNumber())),
                SynapseFunction.of("isArray", 1, a -> bool(parsed(a).isArray())),
                SynapseFunction.of("isObject", 1, a -> bool(parsed(a).isObject())),
                SynapseFunction.of("object", 1, TypeFunctions::object),
                SynapseFunction.of("array", 1, TypeFunctions::array),
                SynapseFunction.of("string", 1, a -> NODES.stringNode(new Value.Json(a.node(0)).asText())),
                SynapseFunction.of(
                        "boolean",
                        1,
                        a -> bool(new Value.Json(a.node(0)).asText().equalsIgnoreCase("true"))),
                SynapseFunction.of("not", 1, TypeFunctions::not),
                SynapseFunction.of("registry", 1, 2, TypeFunctions::registry));
    }

    private static JsonNode object(Arguments arguments) {
        JsonNode value = parsed(arguments);
        if (!value.isObject()) {
            throw arguments.unfit(0, "an object, or the text of one");
        }
        return value;
    }

    private static JsonNode array(Arguments arguments) {
        JsonNode value = parsed(arguments);
        if (!value.isArray()) {
            throw arguments.unfit(0, "an array, or the text of one");
        }
        return value;
    }

    private static JsonNode parsed(Arguments arguments) {
        return Values.parsed(new Value.Json(arguments.node(0)));
    }

    private static JsonNode not(Arguments arguments) {
        JsonNode value = arguments.node(0);
        if (!value.isBoolean()) {
            throw arguments.unfit(0, "true or false");
        }
        return bool(!value.booleanValue());
    }

    /// The text of a resource, or with a name a property of it.
    private static JsonNode registry(Arguments arguments) {
        String key = arguments.text(0) + (arguments.count() > 1 ? "@" + arguments.text(1) : "");
        return arguments
                .view()
                .property(Scope.REGISTRY, key)
                .<JsonNode>map(found -> NODES.stringNode(found.asText()))
                .orElseThrow(() -> arguments.unfit("there is no " + key + " in the registry"));
    }

    private static JsonNode bool(boolean value) {
        return NODES.booleanNode(value);
    }
}
