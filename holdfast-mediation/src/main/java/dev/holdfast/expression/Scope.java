// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where an expression or a property mediator looks for a name. The names are those of Synapse.
public enum Scope {
    /// Travels with the message.
    DEFAULT("default"),
    /// Options of the transport, of the current message.
    AXIS2("axis2"),
    /// Options of the next send.
    AXIS2_CLIENT("axis2-client"),
    /// Header fields of the current message.
    TRANSPORT("transport"),
    /// Shared by a request, its copies and its response.
    OPERATION("operation"),
    /// Resources of the registry.
    REGISTRY("registry"),
    /// System properties.
    SYSTEM("system"),
    /// Parameters of a template.
    FUNC("func"),
    /// Environment variables.
    ENV("env"),
    /// The file of properties beside the artifacts.
    FILE("file"),
    /// Ignored, as it is for tools that are not here.
    TRACE("trace");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /// The scope of that name; `synapse` is another name of the default one.
    public static Optional<Scope> parse(String text) {
        if (text.equals("synapse")) {
            return Optional.of(DEFAULT);
        }
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(Scope::text).toList();
    }

    /// The name.
    public String text() {
        return text;
    }
}
