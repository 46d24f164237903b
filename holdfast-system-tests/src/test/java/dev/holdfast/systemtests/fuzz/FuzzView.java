// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.fuzz;

import dev.holdfast.content.Body;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.expression.View;
import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A flow in which every name has a value.
///
/// @param body of its message
/// @param value of everything
record FuzzView(Body body, PropertyValue value) implements View {

    private static final String XML = """
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">
              <s:Body><m:a xmlns:m="urn:m" b="2">text<m:a>1</m:a><c/></m:a></s:Body>
            </s:Envelope>
            """;
    private static final String JSON = """
            {"a": [{"b": 1, "c": "x"}, [2.5, null], true], "d": {"e f": "\\u00e9"}, "g": -0.0}
            """;

    /// A message of each kind.
    static List<FuzzView> all() {
        return List.of(
                new FuzzView(body(XML, "text/xml"), PropertyValue.of("text")),
                new FuzzView(body(JSON, "application/json"), PropertyValue.of(7)));
    }

    private static Body body(String text, String type) {
        return Body.received(Content.ofText(text, type), false);
    }

    @Override
    public Optional<PropertyValue> property(Scope scope, String name) {
        return Optional.of(value);
    }

    @Override
    public Optional<String> addressing(String name) {
        return Optional.of("urn:" + name);
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return Optional.of(name);
    }

    @Override
    public Optional<PropertyValue> variable(String name) {
        return Optional.of(value);
    }

    @Override
    public Optional<String> localEntry(String key) {
        return Optional.of("entry");
    }

    @Override
    public Surroundings surroundings() {
        return new Surroundings(Map.of(), Map.of(), Map.of(), name -> Optional.empty());
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(1_700_000_000_000L);
    }
}
