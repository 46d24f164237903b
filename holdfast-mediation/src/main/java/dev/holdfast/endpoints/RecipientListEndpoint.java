// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Several endpoints that get a copy each. The flow makes the copies: there is no one result of several sends.
/// Thread-safe.
final class RecipientListEndpoint extends GroupEndpoint {

    private final EndpointDefinition.RecipientList definition;
    private final Lister lister;
    private final EndpointEnvironment environment;

    /// Who gets a copy.
    private sealed interface Lister {

        /// Always the same.
        record Fixed(List<FlowEndpoint> children) implements Lister {}

        /// Addresses in the message.
        record Dynamic(AttributeValue addresses, RecentEndpoints recent) implements Lister {}
    }

    /// @param children those that are always the same; none for a dynamic list
    RecipientListEndpoint(
            EndpointDefinition.RecipientList definition, LiveEndpoints children, EndpointEnvironment environment) {
        super(definition, children.ownCircuit(definition));
        this.definition = definition;
        this.environment = environment;
        this.lister = switch (definition.recipients()) {
            case EndpointDefinition.Recipients.Fixed(List<EndpointDefinition> fixed) ->
                new Lister.Fixed(fixed.stream().map(children::of).toList());
            case EndpointDefinition.Recipients.Dynamic(AttributeValue addresses, int kept) ->
                new Lister.Dynamic(addresses, new RecentEndpoints(kept, environment));
        };
    }

    @Override
    List<FlowEndpoint> children() {
        return switch (lister) {
            case Lister.Fixed(List<FlowEndpoint> children) -> children;
            case Lister.Dynamic _ -> List.of();
        };
    }

    @Override
    public SendResult send(Outbound outbound, SendContext context) {
        throw new EndpointException("endpoint " + name() + " is a recipientlist, which only a flow can send to, and"
                + " neither a message processor nor another group");
    }

    @Override
    public Optional<List<FlowEndpoint>> recipients(Supplier<Message> message, SendContext context) {
        SendContext deeper = context.deeper(name());
        List<FlowEndpoint> all = switch (lister) {
            case Lister.Fixed(List<FlowEndpoint> children) -> children;
            case Lister.Dynamic(AttributeValue addresses, RecentEndpoints recent) ->
                split(addresses.of(new MessageView(message.get(), context.flow(), environment)))
                        .map(recent::of)
                        .toList();
        };
        List<FlowEndpoint> recipients = new ArrayList<>();
        for (FlowEndpoint endpoint : all) {
            FlowEndpoint recipient = new Recipient(this, endpoint);
            endpoint.recipients(message, deeper).ifPresentOrElse(recipients::addAll, () -> recipients.add(recipient));
        }
        return Optional.of(recipients);
    }

    private static Stream<String> split(String addresses) {
        return Arrays.stream(addresses.split(",", -1)).map(String::strip).filter(address -> !address.isEmpty());
    }

    /// One that gets a copy, with the properties and the handler of the list.
    private record Recipient(RecipientListEndpoint list, FlowEndpoint endpoint) implements FlowEndpoint {

        @Override
        public String name() {
            return endpoint.name();
        }

        @Override
        public Circuit circuit() {
            return endpoint.circuit();
        }

        @Override
        public SendResult send(Outbound outbound, SendContext context) {
            Outbound with = EndpointProperties.applied(list.definition.common(), outbound, context, list.environment);
            return endpoint.send(with, context.deeper(list.name()));
        }

        @Override
        public Optional<Instant> notBefore(SuspensionRule rule, SendContext context) {
            return endpoint.notBefore(rule, context.deeper(list.name()));
        }

        @Override
        public boolean allowsRetry(int code, SendContext context) {
            return true;
        }

        @Override
        public List<String> onErrors(SendContext context) {
            return Stream.concat(
                            endpoint.onErrors(context.deeper(list.name())).stream(), list.onErrors(context).stream())
                    .toList();
        }
    }
}
