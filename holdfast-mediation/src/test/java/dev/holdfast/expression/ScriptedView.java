// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.content.Body;
import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A flow that a test has set up.
final class ScriptedView implements View {

    private final Map<String, PropertyValue> properties = new HashMap<>();
    private final Map<String, PropertyValue> variables = new HashMap<>();
    private Body body = Body.received(Content.empty(), false);

    ScriptedView with(Scope scope, String name, PropertyValue value) {
        properties.put(scope + " " + name, value);
        return this;
    }

    ScriptedView withVariable(String name, PropertyValue value) {
        variables.put(name, value);
        return this;
    }

    /// With a body of JSON.
    ScriptedView withJson(String json) {
        return with(Body.received(Content.ofText(json, "application/json"), false));
    }

    ScriptedView with(Body newBody) {
        body = newBody;
        return this;
    }

    @Override
    public Body body() {
        return body;
    }

    @Override
    public Optional<PropertyValue> property(Scope scope, String name) {
        return Optional.ofNullable(properties.get(scope + " " + name));
    }

    @Override
    public Optional<String> addressing(String name) {
        return Optional.of("addressed " + name);
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return Optional.of("asked " + name);
    }

    @Override
    public Optional<PropertyValue> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public Optional<String> localEntry(String key) {
        return key.equals("greeting") ? Optional.of("hello") : Optional.empty();
    }

    @Override
    public Surroundings surroundings() {
        return new Surroundings(
                Map.of("HOME", "/home"),
                Map.of("host", "broker"),
                Map.of("port", "61616"),
                name -> name.equals("os") ? Optional.of("linux") : Optional.empty());
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(1_700_000_000_000L);
    }
}
