// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.Body;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.expression.View;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import java.time.Instant;
import java.util.Optional;

/// What an expression in an endpoint sees: the message as it is sent, and around it the flow that sends it, if one
/// does. Not thread-safe.
final class MessageView implements View {

    private static final String MESSAGE_ID = "MessageID";

    private final Message message;
    private final Optional<View> flow;
    private final EndpointEnvironment environment;
    private Optional<Body> body = Optional.empty();

    MessageView(Message message, Optional<View> flow, EndpointEnvironment environment) {
        this.message = message;
        this.flow = flow;
        this.environment = environment;
    }

    Message message() {
        return message;
    }

    @Override
    public Body body() {
        if (body.isEmpty()) {
            body = Optional.of(
                    Body.received(message.content(), message.headers().contains(SoapAction.HEADER)));
        }
        return body.get();
    }

    @Override
    public Optional<PropertyValue> property(Scope scope, String name) {
        return switch (scope) {
            case DEFAULT -> message.properties().get(PropertyName.of(name)).or(() -> ofFlow(scope, name));
            case AXIS2 -> message.properties().get(PropertyName.axis2(name)).or(() -> ofFlow(scope, name));
            case TRANSPORT -> message.headers().first(name).map(PropertyValue::of);
            case REGISTRY -> environment.directory().registryText(name).map(PropertyValue::of);
            default -> ofFlow(scope, name);
        };
    }

    private Optional<PropertyValue> ofFlow(Scope scope, String name) {
        return flow.flatMap(view -> view.property(scope, name));
    }

    @Override
    public Optional<String> addressing(String name) {
        Optional<String> set =
                message.properties().get(PropertyName.addressing(name)).map(PropertyValue::asText);
        return set.isPresent() || !name.equals(MESSAGE_ID)
                ? set
                : Optional.of(message.flowId().urn());
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return flow.flatMap(view -> view.queryParameter(name));
    }

    @Override
    public Optional<PropertyValue> variable(String name) {
        return message.properties().get(new PropertyName(PropertyScope.VARIABLE, name));
    }

    @Override
    public Optional<String> localEntry(String key) {
        return environment.directory().localEntry(key);
    }

    @Override
    public Surroundings surroundings() {
        return environment.surroundings();
    }

    @Override
    public Instant now() {
        return environment.timer().instant();
    }
}
