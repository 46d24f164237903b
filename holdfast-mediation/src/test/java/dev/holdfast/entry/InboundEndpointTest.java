// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.logs.LogCapture;
import dev.holdfast.mediation.FlowSource;
import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.ListenException;
import dev.holdfast.transport.Listeners;
import dev.holdfast.transport.RequestHandler;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InboundEndpointTest {

    private static final String ANSWER = "<property name=\"HTTP_SC\" value=\"%s\" scope=\"axis2\"/><respond/>";

    private final Ports ports = new Ports();
    private final Gateway gateway = new Gateway().with(ports);

    /// Ports that a test sees into.
    private static final class Ports implements Listeners {
        private final Map<Integer, RequestHandler> open = new HashMap<>();
        private final List<Place> places = new ArrayList<>();
        private boolean taken;

        @Override
        public Listening open(Place place, RequestHandler handler) {
            if (taken) {
                throw new ListenException("port " + place.port() + " is taken", new IOException());
            }
            places.add(place);
            open.put(place.port(), handler);
            return new Listening() {
                @Override
                public int port() {
                    return place.port();
                }

                @Override
                public void stop(Duration within) {
                    open.remove(place.port());
                }
            };
        }

        private int get(int port, String path) {
            InboundRequest.Peer peer = new InboundRequest.Peer("http", "127.0.0.1", "127.0.0.1");
            InboundRequest request = new InboundRequest("GET", path, "", Headers.empty(), Content.empty(), peer);
            return Optional.ofNullable(open.get(port))
                    .orElseThrow()
                    .handle(request)
                    .status();
        }
    }

    private void with(String attributes, String... parameters) {
        StringBuilder xml = new StringBuilder("<inboundEndpoint xmlns=\"http://ws.apache.org/ns/synapse\" ")
                .append(attributes)
                .append("><parameters>");
        for (String parameter : parameters) {
            String[] pair = parameter.split("=", 2);
            xml.append("<parameter name=\"")
                    .append(pair[0])
                    .append("\">")
                    .append(pair[1])
                    .append("</parameter>");
        }
        gateway.with(xml.append("</parameters></inboundEndpoint>").toString());
    }

    private List<FlowSource.Running> start() {
        assertThat(gateway.problems()).isEmpty();
        return gateway.start();
    }

    private void withSequence(String name, String status) {
        gateway.with("<sequence name=\"" + name + "\">" + ANSWER.formatted(status) + "</sequence>");
    }

    private void withApi(String name, String bindsTo, String status) {
        gateway.with("<api name=\"" + name + "\" context=\"/" + name + "\" " + bindsTo + "><resource><inSequence>"
                + ANSWER.formatted(status) + "</inSequence></resource></api>");
    }

    @Test
    void requests_go_through_the_sequence() {
        withSequence("S", "201");
        withApi("a", "", "204");
        with("name=\"I\" protocol=\"http\" sequence=\"S\"", "inbound.http.port=8085");
        start();
        assertThat(ports.get(8085, "/a")).isEqualTo(201);
        assertThat(ports.get(8085, "/a/../b")).isEqualTo(400);
    }

    @Test
    void what_fits_the_filter_goes_to_apis_proxies_and_main() {
        withSequence("S", "201");
        withSequence("main", "410");
        withApi("a", "", "204");
        gateway.with("<proxy name=\"P\"><parameter name=\"inbound.only\">true</parameter><target><inSequence>"
                + ANSWER.formatted("205") + "</inSequence></target></proxy>");
        with(
                "name=\"I\" protocol=\"http\" sequence=\"S\"",
                "inbound.http.port=8085",
                "dispatch.filter.pattern=^/(a|services/P|none)$");
        start();
        assertThat(ports.get(8085, "/a")).isEqualTo(204);
        assertThat(ports.get(8085, "/services/P")).isEqualTo(205);
        assertThat(ports.get(8085, "/none")).isEqualTo(410);
        assertThat(ports.get(8085, "/other")).isEqualTo(201);
        assertThat(gateway.handle("GET", "/services/P", "", Headers.empty(), Content.empty())
                        .status())
                .isEqualTo(410);
    }

    @Test
    void apis_are_called_where_they_are_bound() {
        withSequence("S", "201");
        withApi("a", "binds-to=\"I\"", "204");
        withApi("b", "binds-to=\"default|J\"", "206");
        with("name=\"I\" protocol=\"http\" sequence=\"S\"", "inbound.http.port=8085", "api.dispatching.enabled=true");
        start();
        assertThat(ports.get(8085, "/a")).isEqualTo(204);
        assertThat(ports.get(8085, "/b")).isEqualTo(201);
        Response direct = gateway.handle("GET", "/a", "", Headers.empty(), Content.empty());
        assertThat(direct.status()).isEqualTo(404);
        assertThat(gateway.handle("GET", "/b", "", Headers.empty(), Content.empty())
                        .status())
                .isEqualTo(206);
    }

    @Test
    void resources_are_called_where_they_are_bound() {
        gateway.with("<api name=\"r\" context=\"/r\"><resource uri-template=\"/i\" binds-to=\"I\"><inSequence>"
                + ANSWER.formatted("204")
                + "</inSequence></resource><resource uri-template=\"/d\" binds-to=\"default\">"
                + "<inSequence>" + ANSWER.formatted("206") + "</inSequence></resource></api>");
        with("name=\"I\" protocol=\"http\"", "inbound.http.port=8085", "api.dispatching.enabled=true");
        start();
        assertThat(ports.get(8085, "/r/i")).isEqualTo(204);
        assertThat(ports.get(8085, "/r/d")).isEqualTo(404);
        assertThat(gateway.handle("GET", "/r/i", "", Headers.empty(), Content.empty())
                        .status())
                .isEqualTo(404);
        assertThat(gateway.handle("GET", "/r/d", "", Headers.empty(), Content.empty())
                        .status())
                .isEqualTo(206);
    }

    @Test
    void faults_go_to_on_error() {
        gateway.with("<sequence name=\"S\"><call><endpoint><address uri=\"http://127.0.0.1:9000\"/></endpoint></call>"
                + "</sequence>");
        withSequence("E", "502");
        gateway.transport().refusesConnection();
        with("name=\"I\" protocol=\"http\" sequence=\"S\" onError=\"E\"", "inbound.http.port=8085");
        start();
        assertThat(ports.get(8085, "/")).isEqualTo(502);
    }

    @Test
    void a_port_that_is_taken_is_an_error_and_tried_again() {
        withSequence("S", "201");
        with("name=\"I\" protocol=\"http\" sequence=\"S\"", "inbound.http.port=8085");
        ports.taken = true;
        try (LogCapture log = new LogCapture(InboundEndpoint.class.getName())) {
            start();
            gateway.timer().advance(Duration.ofSeconds(30));
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("SEVERE"))
                    .hasSize(1);
            ports.taken = false;
            gateway.timer().advance(Duration.ofSeconds(30));
            assertThat(ports.get(8085, "/")).isEqualTo(201);
        }
    }

    @Test
    void stopped_it_does_not_listen_any_more_nor_try_to() {
        withSequence("S", "201");
        with("name=\"I\" protocol=\"http\" sequence=\"S\"", "inbound.http.port=8085");
        start().forEach(running -> running.stop(Duration.ZERO));
        assertThat(ports.open).isEmpty();
        ports.taken = true;
        List<FlowSource.Running> running = start();
        running.forEach(endpoint -> endpoint.stop(Duration.ZERO));
        ports.taken = false;
        gateway.timer().advance(Duration.ofMinutes(1));
        assertThat(ports.open).isEmpty();
    }

    @Test
    void suspended_it_does_not_listen() {
        withSequence("S", "201");
        with("name=\"I\" protocol=\"http\" sequence=\"S\" suspend=\"true\"", "inbound.http.port=8085");
        start();
        assertThat(ports.open).isEmpty();
    }

    @Test
    void https_has_keys_protocols_and_ciphers() {
        withSequence("S", "201");
        with(
                "name=\"I\" protocol=\"https\" sequence=\"S\"",
                "inbound.http.port=8443",
                "keystore=<KeyStore><Location>keys.jks</Location><Type>JKS</Type><Password>p</Password>"
                        + "<KeyPassword>k</KeyPassword></KeyStore>",
                "truststore=<TrustStore><Location>trust.jks</Location><Password>t</Password></TrustStore>",
                "SSLVerifyClient=require",
                "HttpsProtocols=TLSv1.2,TLSv1.3",
                "PreferredCiphers=TLS_AES_128_GCM_SHA256",
                "SSLProtocol=TLS");
        start();
        Listeners.Tls tls = ports.places.getFirst().tls().orElseThrow();
        assertThat(tls.identity()).hasValue(new Listeners.KeyFile("keys.jks", "p", "k"));
        assertThat(tls.trusted()).hasValue(new Listeners.KeyFile("trust.jks", "t", "t"));
        assertThat(tls.clients()).isEqualTo(Listeners.ClientCertificate.REQUIRED);
        assertThat(tls.protocols()).containsExactly("TLSv1.2", "TLSv1.3");
        assertThat(tls.toString()).doesNotContain("=p,").contains("keys.jks");
    }

    @Test
    void what_is_wrong_with_an_inbound_endpoint_is_said_by_name() {
        with("name=\"I\" protocol=\"http\"", "inbound.http.prt=1", "keystore=x", "dispatch.filter.pattern=(");
        with("name=\"J\" protocol=\"jms\" sequence=\"S\"");
        with("name=\"K\" class=\"com.x.Poller\" sequence=\"S\"");
        with(
                "name=\"L\" protocol=\"https\" sequence=\"S\"",
                "inbound.http.port=70000",
                "CertificateRevocationVerifier=x");
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("parameter inbound.http.port is missing"))
                .anyMatch(line -> line.contains(
                        "inbound.http.prt is not known for this protocol; did you mean" + " 'inbound.http.port'?"))
                .anyMatch(line -> line.contains("parameter keystore is not known for this protocol"))
                .anyMatch(line -> line.contains("dispatch.filter.pattern is no regular expression"))
                .anyMatch(line ->
                        line.contains("the inbound protocol jms (supported are http and https) is not supported"))
                .anyMatch(line -> line.contains("the inbound endpoint class com.x.Poller"))
                .anyMatch(line -> line.contains("inbound.http.port is 70000; expected 1 to 65535"))
                .anyMatch(line -> line.contains("looking whether a certificate is revoked"));
    }
}
