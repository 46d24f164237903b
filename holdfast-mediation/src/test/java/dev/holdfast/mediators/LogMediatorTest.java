// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.logs.LogCapture;
import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogMediatorTest {

    private static final String LOGGER = "org.apache.synapse.mediators.builtin.LogMediator";
    private static final String ENVELOPE =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                    + "<soapenv:Body><a>1</a></soapenv:Body></soapenv:Envelope>";

    private final Gateway gateway = new Gateway();
    private String id = "";

    private List<String> log(String mediator) {
        gateway.withProxy(mediator);
        assertThat(gateway.problems()).isEmpty();
        try (LogCapture log = new LogCapture(LOGGER)) {
            Response response = gateway.post(ENVELOPE);
            id = response.headers().first("Holdfast-Message-Id").orElse("");
            return log.lines();
        }
    }

    @Test
    void simpleShowsAddressingAndDirection() {
        List<String> lines = log("<log><property name=\"a\" value=\"1\"/></log>");
        assertThat(lines)
                .containsExactly("INFO {proxy:P} To: /services/P, WSAction: urn:in, SOAPAction: urn:in,"
                        + " MessageID: urn:uuid:" + id + ", correlation_id: " + id + ", Direction: request, a = 1");
    }

    @Test
    void fullEndsWithTheEnvelope() {
        assertThat(log("<log level=\"full\"/>").getFirst())
                .endsWith(", Direction: request, Envelope: <?xml version='1.0' encoding='utf-8'?>" + ENVELOPE);
    }

    @Test
    void customShowsItsPropertiesOnly() {
        List<String> lines = log("<log level=\"custom\" separator=\"|\" category=\"WARN\">"
                + "<property name=\"MESSAGE\" value=\"x\"/><property name=\"b\" expression=\"$ctx:nothing\"/>"
                + "<property name=\"c\" expression=\"$trp:SOAPAction\"/></log>");
        assertThat(lines).containsExactly("WARNING {proxy:P} MESSAGE = x|b = null|c = \"urn:in\"");
    }

    @Test
    void jsonIsShownAsItIs() {
        gateway.withProxy("<log level=\"full\"/>");
        try (LogCapture log = new LogCapture(LOGGER)) {
            gateway.post("/services/P", Headers.empty(), Content.ofText("{\"a\":1}", "application/json"));
            assertThat(log.lines().getFirst()).endsWith("Direction: request, Payload: {\"a\":1}");
        }
    }

    @Test
    void aWrongLevelIsReportedWithTheNearest() {
        gateway.withProxy("<log level=\"costum\"/>");
        assertThat(gateway.problems())
                .singleElement()
                .asString()
                .contains("test.xml:2: <log")
                .contains("level is 'costum'")
                .contains("did you mean 'custom'?");
    }

    @Test
    void aMessageIsATemplateOfExpressions() {
        gateway.withProxy("<log category=\"WARN\"><message>Order ${payload.id} of ${payload.customer.name}</message>"
                + "<property name=\"missing\" expression=\"json-eval($.nothing)\"/></log>");
        assertThat(gateway.problems()).isEmpty();
        try (LogCapture log = new LogCapture(LOGGER)) {
            gateway.post(
                    "/services/P",
                    Headers.empty(),
                    Content.ofText("{\"id\":7,\"customer\":{\"name\":\"Ann\"}}", "application/json"));
            assertThat(log.lines()).containsExactly("WARNING {proxy:P} Order 7 of Ann, missing = ");
        }
    }

    @Test
    void aMessageThatCannotBeReadIsReportedWithItsPlace() {
        gateway.withProxy("<log>\n<message>Order ${payload.id +} is here</message></log>");
        assertThat(gateway.problems())
                .singleElement()
                .asString()
                .contains("test.xml:3: <message")
                .contains("the expression ${payload.id +} cannot be read: at column 15: expected a value, found '}'");
    }
}
