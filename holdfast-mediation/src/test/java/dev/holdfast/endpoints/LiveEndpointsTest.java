// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.expression.Surroundings;
import dev.holdfast.mediation.Catalogue;
import dev.holdfast.mediation.Deployment;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationSettings;
import dev.holdfast.mediation.ScriptedTransport;
import dev.holdfast.settings.Problems;
import dev.holdfast.time.ManualTimer;
import dev.holdfast.xml.XmlSource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The states of endpoints from one deployment to the next.
class LiveEndpointsTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final ManualTimer timer = new ManualTimer();

    private Catalogue deploy(Optional<Catalogue> previous, String form) {
        String xml = "<endpoint name=\"E\">" + form + "</endpoint>";
        EndpointDefinition definition = EndpointDefinition.read(
                XmlSource.read("e.xml", xml.getBytes(StandardCharsets.UTF_8)),
                new FlowReading(new Problems(), Surroundings.ofProcess(), Map.of()));
        return new Deployment.Builder()
                .with(EndpointDefinition.class, "E", definition)
                .build()
                .open(
                        new Deployment.Outside(
                                transport, timer, MediationSettings.defaults(), Surroundings.ofProcess()),
                        previous);
    }

    private static SendResult send(Catalogue catalogue) {
        return catalogue
                .endpoint("E")
                .orElseThrow()
                .send(new Outbound(Sender.soap(), Sender.ID, 1, SuspensionRule.RESPECT));
    }

    @Test
    void anUnchangedEndpointStaysSuspended() {
        Catalogue first = deploy(Optional.empty(), "<address uri=\"http://h/s\"/>");
        transport.refusesConnection();
        send(first);
        Catalogue second = deploy(Optional.of(first), "<address uri=\"http://h/s\"/>");
        assertThat(send(second)).isInstanceOf(SendResult.Suspended.class);
        Catalogue third = deploy(Optional.of(second), "<address uri=\"http://h/s\"/>");
        assertThat(send(third)).isInstanceOf(SendResult.Suspended.class);
    }

    @Test
    void aChangedEndpointBeginsActive() {
        Catalogue first = deploy(Optional.empty(), "<address uri=\"http://h/s\"/>");
        transport.refusesConnection();
        send(first);
        Catalogue second = deploy(Optional.of(first), "<address uri=\"http://h/t\"/>");
        assertThat(send(second)).isInstanceOf(SendResult.Delivered.class);
    }

    @Test
    void childrenOfAGroupKeepTheirStatesToo() {
        String group = "<failover><endpoint><address uri=\"http://a/s\"/></endpoint>"
                + "<endpoint><address uri=\"http://b/s\"/></endpoint></failover>";
        Catalogue first = deploy(Optional.empty(), group);
        transport.refusesConnection();
        send(first);
        send(deploy(Optional.of(first), group));
        assertThat(transport.requests())
                .extracting(request -> request.target().getHost())
                .containsExactly("a", "b", "b");
    }

    @Test
    void whatIsKnownOfAnEndpointStaysWithItsDefinition() {
        Catalogue first = deploy(Optional.empty(), "<address uri=\"http://h/s\"/>");
        Circuit known = circuit(first);
        Catalogue second = deploy(Optional.of(first), "<address uri=\"http://h/s\"/>");
        assertThat(circuit(second)).isSameAs(known);
        assertThat(circuit(deploy(Optional.of(second), "<address uri=\"http://h/t\"/>")))
                .isNotSameAs(known);
    }

    private static Circuit circuit(Catalogue catalogue) {
        return catalogue.endpoint("E").orElseThrow().circuit();
    }
}
