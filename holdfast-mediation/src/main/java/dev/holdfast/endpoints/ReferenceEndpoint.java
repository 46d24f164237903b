// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.message.Message;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Another endpoint, which is looked up for each message. Thread-safe.
final class ReferenceEndpoint implements FlowEndpoint {

    private final EndpointDefinition.Alias definition;
    private final LiveEndpoints endpoints;
    private final EndpointEnvironment environment;

    ReferenceEndpoint(EndpointDefinition.Alias definition, LiveEndpoints endpoints, EndpointEnvironment environment) {
        this.definition = definition;
        this.endpoints = endpoints;
        this.environment = environment;
    }

    @Override
    public String name() {
        return switch (definition.key()) {
            case AttributeValue.Literal(String key) -> key;
            case AttributeValue.Dynamic _, AttributeValue.Deferred _ -> definition.name();
        };
    }

    @Override
    public Circuit circuit() {
        return endpoints.circuitOf(definition);
    }

    @Override
    public SendResult send(Outbound given, SendContext context) {
        Outbound outbound = EndpointProperties.applied(definition.common(), given, context, environment);
        String key = key(outbound::message, context);
        return endpoints
                .named(key)
                .map(endpoint -> endpoint.send(outbound, context.deeper(key)))
                .orElseGet(() -> new SendResult.NotSent(
                        new Failure(ErrorCodes.NO_ENDPOINT, "there is no endpoint named '" + key + "'")));
    }

    /// One whose key only the message knows is taken to be ready: sending tells.
    @Override
    public Optional<Instant> notBefore(SuspensionRule rule, SendContext context) {
        return known().flatMap(endpoint -> endpoint.notBefore(rule, context.deeper(name())));
    }

    @Override
    public boolean allowsRetry(int code, SendContext context) {
        return known().map(endpoint -> endpoint.allowsRetry(code, context.deeper(name())))
                .orElse(true);
    }

    @Override
    public List<String> onErrors(SendContext context) {
        return definition
                .common()
                .onError()
                .map(List::of)
                .or(() -> known().map(endpoint -> endpoint.onErrors(context.deeper(name()))))
                .orElse(List.of());
    }

    @Override
    public boolean isGroup() {
        return known().filter(endpoint -> !(endpoint instanceof ReferenceEndpoint))
                .map(FlowEndpoint::isGroup)
                .orElse(false);
    }

    @Override
    public Optional<List<FlowEndpoint>> recipients(Supplier<Message> message, SendContext context) {
        String key = key(message, context);
        return endpoints.named(key).flatMap(endpoint -> endpoint.recipients(message, context.deeper(key)));
    }

    /// The one it names, unless only a message knows.
    Optional<FlowEndpoint> known() {
        return definition.key() instanceof AttributeValue.Literal(String key) ? endpoints.named(key) : Optional.empty();
    }

    private String key(Supplier<Message> message, SendContext context) {
        return definition.key() instanceof AttributeValue.Literal(String key)
                ? key
                : definition.key().of(new MessageView(message.get(), context.flow(), environment));
    }
}
