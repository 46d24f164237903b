// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Sends messages to endpoints that are given as text.
final class Sender {

    static final FlowId FLOW = new FlowId(1, 2);
    static final AppendId ID = new AppendId(FLOW, 3);
    static final String SOAP = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
            + "<soapenv:Body><a><b>1</b><c>x y</c></a></soapenv:Body></soapenv:Envelope>";

    private final Gateway gateway = new Gateway();

    static Message soap() {
        return Message.of(FLOW, Content.ofText(SOAP, "text/xml"))
                .withHeaders(Headers.of("Content-Type", "text/xml").plus("SOAPAction", "urn:in"));
    }

    static Message json(String text) {
        return Message.of(FLOW, Content.ofText(text, "application/json"));
    }

    static Message with(Message message, String property, String value) {
        return message.withProperties(message.properties().with(PropertyName.of(property), PropertyValue.of(value)));
    }

    static Message axis2(Message message, String property, String value) {
        return message.withProperties(message.properties().with(PropertyName.axis2(property), PropertyValue.of(value)));
    }

    static String text(Request request) {
        return new String(request.content().toByteArray(), StandardCharsets.UTF_8);
    }

    Gateway gateway() {
        return gateway;
    }

    /// An endpoint called E with that inside.
    FlowEndpoint endpoint(String definition) {
        return endpoint("E", "", definition);
    }

    /// An endpoint with those attributes and that inside.
    FlowEndpoint endpoint(String name, String attributes, String definition) {
        gateway.with("<endpoint xmlns=\"http://ws.apache.org/ns/synapse\" name=\"" + name + "\" " + attributes + ">"
                + definition + "</endpoint>");
        assertThat(gateway.problems()).isEmpty();
        return gateway.services().catalogue().endpoint(name).orElseThrow();
    }

    /// What was sent to an endpoint of that form.
    Request request(String definition, Message message) {
        send(endpoint(definition), message);
        return last();
    }

    Request last() {
        return gateway.transport().requests().getLast();
    }

    SendResult send(FlowEndpoint endpoint, Message message) {
        return send(endpoint, message, SuspensionRule.RESPECT);
    }

    SendResult send(FlowEndpoint endpoint, Message message, SuspensionRule rule) {
        return endpoint.send(new Outbound(message, ID, 5, rule));
    }

    /// The hosts that were sent to, in order.
    List<String> hosts() {
        return gateway.transport().requests().stream()
                .map(request -> request.target().getHost())
                .toList();
    }
}
