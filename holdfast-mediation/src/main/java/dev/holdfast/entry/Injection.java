// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.endpoints.SoapAction;
import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.BuiltIn;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.FlowEntry;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Origin;
import dev.holdfast.mediation.Sequence;
import dev.holdfast.mediation.SequenceSource;
import dev.holdfast.mediation.Services;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.InboundRequest;
import java.util.Optional;

/// Makes a message and lets it go through artifacts; nobody waits for a reply. Immutable.
///
/// @param destination where it goes
/// @param payload its body
/// @param action of SOAP; empty for none
/// @param to its address; empty for none
record Injection(Destination destination, Payload payload, String action, String to) {

    /// Where messages go.
    sealed interface Destination {

        /// The sequence `main`.
        record Main() implements Destination {}

        /// A sequence.
        record Named(String sequence) implements Destination {}

        /// A proxy.
        record OfProxy(String proxy) implements Destination {}
    }

    /// Makes one message, and returns when its flow has ended. A flow that fails is in the log and the ledger.
    ///
    /// @param task for logs
    /// @throws MediationException when there is no message, or nothing that it could go to
    void run(Services services, String task) {
        Content content = payload.make(services.catalogue());
        switch (destination) {
            case Destination.Main() -> {
                Sequence main = services.catalogue()
                        .sequence(BuiltIn.MAIN)
                        .orElseThrow(() -> missing("sequence", BuiltIn.MAIN));
                Exchange exchange = exchange(services, task, content);
                exchange.responsePath(Optional.of(new SequenceSource.Inline(main)));
                FlowEntry.inject(exchange, main);
            }
            case Destination.Named(String name) -> {
                Sequence sequence = services.catalogue().sequence(name).orElseThrow(() -> missing("sequence", name));
                FlowEntry.inject(exchange(services, task, content), sequence);
            }
            case Destination.OfProxy(String name) -> {
                Proxy proxy = services.catalogue()
                        .find(Proxy.class, name)
                        .filter(Proxy::isStarted)
                        .orElseThrow(() -> missing("proxy", name));
                Exchange exchange = new ProxyCall(services, proxy, request(name, content), "").exchange();
                address(exchange);
                FlowEntry.inject(exchange, proxy.target());
            }
        }
    }

    private Exchange exchange(Services services, String task, Content content) {
        Message message = Message.of(services.ids().newFlow(), content);
        Exchange exchange = Exchange.ofMessage(services, Origin.task(task), message);
        exchange.handleFaults(Optional.empty());
        address(exchange);
        return exchange;
    }

    private void address(Exchange exchange) {
        if (!action.isEmpty()) {
            exchange.setAddressing("Action", action);
        }
        if (!to.isEmpty()) {
            exchange.setAddressing("To", to);
        }
        if (payload.shape() == Payload.Shape.GET) {
            exchange.set(Scope.AXIS2, "HTTP_METHOD", PropertyValue.of("GET"));
        }
    }

    private InboundRequest request(String proxy, Content content) {
        String method = payload.shape() == Payload.Shape.GET ? "GET" : "POST";
        Headers headers =
                content.type().map(type -> Headers.of("Content-Type", type)).orElse(Headers.empty());
        Headers all = action.isEmpty() ? headers : headers.plus(SoapAction.HEADER, '"' + action + '"');
        InboundRequest.Peer peer = new InboundRequest.Peer("local", "127.0.0.1", "127.0.0.1");
        return new InboundRequest(method, ProxyCall.SERVICES + proxy, "", all, content, peer);
    }

    private static MediationException missing(String kind, String name) {
        return new MediationException(ErrorCodes.GENERIC, "there is no " + kind + " '" + name + "' that runs");
    }
}
