// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.MediaType;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.expression.Scope;
import dev.holdfast.extension.CustomMessage;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.settings.NearestName;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The current message, for code of a user.
///
/// @param exchange of the flow
/// @param inputs by their names
record ExchangeMessage(Exchange exchange, Map<String, TextSource> inputs) implements CustomMessage {

    private static final Set<Scope> SCOPES =
            EnumSet.of(Scope.DEFAULT, Scope.AXIS2, Scope.AXIS2_CLIENT, Scope.OPERATION);

    @Override
    public String flowId() {
        return exchange.flowId().toString();
    }

    @Override
    public Optional<String> property(String scope, String name) {
        return exchange.property(scope(scope), name).map(PropertyValue::asText);
    }

    @Override
    public void setProperty(String scope, String name, String value) {
        exchange.set(scope(scope), name, PropertyValue.of(value));
    }

    @Override
    public void removeProperty(String scope, String name) {
        exchange.remove(scope(scope), name);
    }

    @Override
    public Optional<String> variable(String name) {
        return exchange.variable(name).map(PropertyValue::asText);
    }

    @Override
    public void setVariable(String name, String value) {
        exchange.setVariable(name, PropertyValue.of(value));
    }

    @Override
    public Optional<String> input(String name) {
        return Optional.ofNullable(inputs.get(name))
                .map(source -> source.of(exchange))
                .filter(value -> !value.isMissing())
                .map(value -> value.asText());
    }

    @Override
    public List<String> headers(String name) {
        return exchange.headers().all(name);
    }

    @Override
    public void setHeader(String name, String value) {
        exchange.set(Scope.TRANSPORT, name, PropertyValue.of(value));
    }

    @Override
    public void removeHeader(String name) {
        exchange.remove(Scope.TRANSPORT, name);
    }

    @Override
    public String body() {
        try {
            return exchange.body().text();
        } catch (UnreadableBodyException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> mediaType() {
        return exchange.body().content().type();
    }

    @Override
    public void setBody(String text, String mediaType) {
        byte[] bytes = text.getBytes(MediaType.parse(mediaType).charset().orElse(StandardCharsets.UTF_8));
        exchange.body(Body.received(Content.of(bytes, mediaType), false));
        setHeader("Content-Type", mediaType);
    }

    private static Scope scope(String name) {
        return Scope.parse(name)
                .filter(SCOPES::contains)
                .orElseThrow(() -> new IllegalArgumentException("there is no scope " + name
                        + NearestName.hint(
                                name, SCOPES.stream().map(Scope::text).toList())));
    }
}
