// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.logs.LogCapture;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private static final String ENVELOPE =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Header/>"
                    + "<soapenv:Body><q:getQuote xmlns:q=\"http://services.samples\"/></soapenv:Body></soapenv:Envelope>";
    private static final String PROXY1 = """
            <proxy name="Proxy1" transports="https http" startOnLoad="true" trace="disable"
                   xmlns="http://ws.apache.org/ns/synapse">
              <target>
                <inSequence>
                  <header name="Action" value="urn:getQuote"/>
                  <property name="FORCE_SC_ACCEPTED" value="true" scope="axis2"/>
                  <property name="OUT_ONLY" value="true"/>
                  <log level="full"/>
                  <store messageStore="Original"/>
                </inSequence>
              </target>
            </proxy>""";
    private static final String ENDPOINT = "<endpoint><address uri=\"http://127.0.0.1:9000/services/S\"/></endpoint>";
    private static final String MAKE_FAULT = "<makefault><code value=\"soapenv:Server\""
            + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"/><reason value=\"no store\"/></makefault>";

    private final Gateway gateway = new Gateway();

    private static String text(Response response) {
        return new String(response.content().toByteArray(), StandardCharsets.UTF_8);
    }

    private Response post() {
        assertThat(gateway.problems()).isEmpty();
        return gateway.post(ENVELOPE);
    }

    @Test
    void theScenarioIsStoredWithItsActionAndOptionsAndAcceptedWithItsId() {
        gateway.with(PROXY1).withStore("Original", 10);
        Headers headers =
                Headers.of("Content-Type", "text/xml").plus("X-Two", "1").plus("X-Two", "2");
        Content content = Content.ofText(ENVELOPE, "text/xml; charset=UTF-8");
        Response response = gateway.post("/services/Proxy1", headers, content);
        assertThat(gateway.problems()).isEmpty();
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.content().isEmpty()).isTrue();
        StoredMessage stored = gateway.stored("Original").getFirst();
        Message message = stored.message();
        assertThat(response.headers().first("Holdfast-Message-Id"))
                .hasValue(message.flowId().toString());
        assertThat(message.content()).isEqualTo(content);
        assertThat(message.headers()).isEqualTo(headers);
        assertThat(message.properties().text("OUT_ONLY")).hasValue("true");
        assertThat(message.properties().get(PropertyName.addressing("Action")))
                .hasValue(PropertyValue.of("urn:getQuote"));
    }

    @Test
    void aFullStoreIs503WithRetryAfterAndASoapFaultAlsoUnderForce() {
        gateway.with(PROXY1).withStore("Original", 0);
        Response response = gateway.post(
                "/services/Proxy1", Headers.of("Content-Type", "text/xml"), Content.ofText(ENVELOPE, "text/xml"));
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers().first("Retry-After")).hasValue("5");
        assertThat(text(response)).contains("Fault").contains("faultstring").doesNotContain("Exception");
    }

    @Test
    void anUnreadableBodyBeforeTheStoreIs400AndNothingIsStored() {
        gateway.with(PROXY1).withStore("Original", 10);
        Response response = gateway.post(
                "/services/Proxy1",
                Headers.of("Content-Type", "text/xml").plus("SOAPAction", "urn:a"),
                Content.ofText("<soapenv:Envelope", "text/xml"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(text(response)).contains("Client").contains("The message cannot be read");
        assertThat(gateway.stored("Original")).isEmpty();
    }

    @Test
    void aStoreWithoutForceIsAccepted() {
        gateway.withProxy("<store messageStore=\"A\"/>").withStore("A", 1);
        assertThat(post().status()).isEqualTo(202);
        assertThat(post().status()).isEqualTo(503);
    }

    @Test
    void aFaultSequenceThatStoresElsewhereMakesUpForTheFailedStore() {
        gateway.withProxy("<store messageStore=\"A\"/>", "<faultSequence><store messageStore=\"B\"/></faultSequence>")
                .withStore("A", 0)
                .withStore("B", 1);
        assertThat(post().status()).isEqualTo(202);
        assertThat(gateway.stored("B")).hasSize(1);
    }

    @Test
    void aStoreKeepsTheBodyOfAMessageThatIsToBeSentWithoutOne() {
        gateway.withProxy("<property name=\"NO_ENTITY_BODY\" value=\"true\" scope=\"axis2\"/>"
                        + "<store messageStore=\"A\"/>")
                .withStore("A", 1);
        assertThat(post().status()).isEqualTo(202);
        assertThat(gateway.stored("A").getFirst().message().content().size()).isEqualTo(ENVELOPE.length());
    }

    @Test
    void aFaultSequenceThatOnlyDropsDoesNotMakeUpForTheFailedStore() {
        gateway.withProxy("<store messageStore=\"A\"/>", "<faultSequence><drop/></faultSequence>")
                .withStore("A", 0);
        assertThat(post().status()).isEqualTo(503);
    }

    @Test
    void aBareRespondAfterAFailedStoreSays500() {
        gateway.withProxy("<store messageStore=\"A\"/>", "<faultSequence><respond/></faultSequence>")
                .withStore("A", 0);
        assertThat(post().status()).isEqualTo(500);
    }

    @Test
    void aMadeFaultIsAnsweredWith500() {
        gateway.withProxy(MAKE_FAULT + "<respond/>");
        Response response = post();
        assertThat(response.status()).isEqualTo(500);
        assertThat(text(response)).contains("<faultstring>no store</faultstring>");
        assertThat(response.content().type()).hasValue("text/xml; charset=UTF-8");
    }

    @Test
    void aFaultSequencesOwnReplyIsSent() {
        gateway.withProxy(
                        "<property name=\"FORCE_SC_ACCEPTED\" value=\"true\" scope=\"axis2\"/><store messageStore=\"A\"/>",
                        "<faultSequence>" + MAKE_FAULT + "<send/></faultSequence>")
                .withStore("A", 0);
        Response response = post();
        assertThat(response.status()).isEqualTo(500);
        assertThat(text(response)).contains("no store");
    }

    @Test
    void onErrorOfTheInnermostSequenceHandlesAndNothingElseRuns() {
        gateway.with("<sequence name=\"inner\" onError=\"near\"><store messageStore=\"A\"/></sequence>")
                .with("<sequence name=\"near\"><store messageStore=\"B\"/></sequence>")
                .withProxy(
                        "<sequence key=\"inner\"/><store messageStore=\"C\"/>",
                        "<faultSequence><store messageStore=\"C\"/></faultSequence>")
                .withStore("A", 0)
                .withStore("B", 5)
                .withStore("C", 5);
        assertThat(post().status()).isEqualTo(202);
        assertThat(gateway.stored("B")).hasSize(1);
        assertThat(gateway.stored("C")).isEmpty();
    }

    @Test
    void aHandlerThatFailsLeavesItToTheNext() {
        gateway.with("<sequence name=\"inner\" onError=\"near\"><store messageStore=\"A\"/></sequence>")
                .with("<sequence name=\"near\"><store messageStore=\"A\"/></sequence>")
                .withProxy("<sequence key=\"inner\"/>", "<faultSequence><store messageStore=\"C\"/></faultSequence>")
                .withStore("A", 0)
                .withStore("C", 5);
        assertThat(post().status()).isEqualTo(202);
        assertThat(gateway.stored("C")).hasSize(1);
    }

    @Test
    void theGlobalFaultSequenceHandlesNothing() {
        gateway.with("<sequence name=\"fault\"><drop/></sequence>").withProxy("<call>" + ENDPOINT + "</call>");
        gateway.transport().refusesConnection();
        assertThat(post().status()).isEqualTo(500);
    }

    @Test
    void faultsAreLoggedAsSynapseDoes() {
        gateway.withProxy("<call>" + ENDPOINT + "</call>", "<faultSequence><drop/></faultSequence>");
        gateway.transport().refusesConnection();
        try (LogCapture log = new LogCapture("SERVICE_LOGGER.P")) {
            assertThat(post().status()).isEqualTo(202);
            assertThat(log.lines())
                    .containsExactly(
                            "WARNING ERROR_CODE : 101503 ERROR_MESSAGE : Error connecting to the back end",
                            "WARNING Executing fault sequence mediator :"
                                    + " org.apache.synapse.mediators.base.SequenceMediator");
        }
    }

    @Test
    void anAnswerOfSendGoesBackUnchangedWithItsStatus() {
        gateway.withProxy("<send>" + ENDPOINT + "</send>");
        gateway.transport().answers(new Response(404, Headers.of("X-Back", "1"), Content.ofText("gone", "text/plain")));
        Response response = post();
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers().first("X-Back")).hasValue("1");
        assertThat(text(response)).isEqualTo("gone");
    }

    @Test
    void anAnswerOfSendGoesThroughTheOutSequence() {
        gateway.withProxy(
                "<send>" + ENDPOINT + "</send>",
                "<outSequence><property name=\"HTTP_SC\" value=\"201\" scope=\"axis2\"/><send/></outSequence>");
        assertThat(post().status()).isEqualTo(201);
    }

    @Test
    void aProxyWithOnlyAnEndpointForwards() {
        gateway.with("<proxy name=\"P\"><target>" + ENDPOINT + "</target></proxy>");
        gateway.transport().answers(Response.of(204));
        assertThat(post().status()).isEqualTo(204);
        assertThat(gateway.transport().requests()).hasSize(1);
    }

    @Test
    void callGoesOnWithTheAnswerAndKeepsProperties() {
        gateway.withProxy("<property name=\"a\" value=\"1\"/><call>" + ENDPOINT + "</call>"
                        + "<property name=\"status\" expression=\"$axis2:HTTP_SC\"/><store messageStore=\"A\"/>")
                .withStore("A", 1);
        gateway.transport().answers(new Response(503, Headers.empty(), Content.ofText("no", "text/plain")));
        assertThat(post().status()).isEqualTo(202);
        Message stored = gateway.stored("A").getFirst().message();
        assertThat(stored.properties().text("a")).hasValue("1");
        assertThat(stored.properties().text("status")).hasValue("503");
        assertThat(stored.content()).isEqualTo(Content.ofText("no", "text/plain"));
    }

    @Test
    void anErrorStatusIsAFaultWhereNoReplyIsWaitedFor() {
        gateway.withProxy(
                        "<property name=\"OUT_ONLY\" type=\"BOOLEAN\" value=\"true\"/><call>" + ENDPOINT + "</call>",
                        "<faultSequence><store messageStore=\"A\"/></faultSequence>")
                .withStore("A", 1);
        gateway.transport().answers(Response.of(500));
        assertThat(post().status()).isEqualTo(202);
        Message stored = gateway.stored("A").getFirst().message();
        assertThat(new String(stored.content().toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo(ENVELOPE);
        assertThat(stored.properties().text("ERROR_CODE")).hasValue("401001");
    }

    @Test
    void anErrorStatusCountsAsSentWhenThatIsSet() {
        MediationSettings defaults = MediationSettings.defaults();
        gateway.with(new MediationSettings(defaults.endpoints(), false, Duration.ofSeconds(1), 10))
                .withProxy("<property name=\"OUT_ONLY\" value=\"true\"/><send>" + ENDPOINT + "</send>");
        gateway.transport().answers(Response.of(500));
        assertThat(post().status()).isEqualTo(202);
    }

    @Test
    void aForcedAcknowledgementWinsOverALaterAnswer() {
        gateway.withProxy(
                "<property name=\"FORCE_SC_ACCEPTED\" value=\"true\" scope=\"axis2\"/><send>" + ENDPOINT + "</send>");
        assertThat(post().status()).isEqualTo(202);
    }

    @Test
    void aForcedAcknowledgementIsRefusedWhenTheSendFails() {
        gateway.withProxy(
                "<property name=\"FORCE_SC_ACCEPTED\" value=\"true\" scope=\"axis2\"/><send>" + ENDPOINT + "</send>");
        gateway.transport().timesOut();
        assertThat(post().status()).isEqualTo(500);
    }

    @Test
    void aCallCarriesAFreshAppendIdAndTheFirstAttempt() {
        gateway.withProxy("<call>" + ENDPOINT + "</call><call>" + ENDPOINT + "</call>");
        Response response = post();
        assertThat(gateway.transport().requests())
                .allSatisfy(request ->
                        assertThat(request.headers().first("Holdfast-Attempt")).hasValue("1"))
                .extracting(
                        request -> request.headers().first("Holdfast-Append-Id").orElse(""))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith(
                        response.headers().first("Holdfast-Message-Id").orElse("?")));
    }

    @Test
    void sequencesThatCallEachOtherWithoutEndAreAFault() {
        gateway.with("<sequence name=\"round\"><sequence key=\"round\"/></sequence>")
                .withProxy("<sequence key=\"round\"/>");
        assertThat(post().status()).isEqualTo(500);
    }

    @Test
    void anUnknownPathIs404AndAnUnknownProxyToo() {
        Content none = Content.empty();
        assertThat(gateway.handle("GET", "/nothing", "", Headers.empty(), none).status())
                .isEqualTo(404);
        assertThat(gateway.handle("POST", "/services/None", "", Headers.empty(), none)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSequenceMainTakesWhatNoProxyTakes() {
        gateway.with("<sequence name=\"main\"><store messageStore=\"A\"/></sequence>")
                .withStore("A", 1);
        assertThat(gateway.handle("POST", "/x", "", Headers.empty(), Content.ofText("a", "text/plain"))
                        .status())
                .isEqualTo(202);
        assertThat(gateway.stored("A")).hasSize(1);
    }

    @Test
    void aGetOfAProxyIsARequestWithPathAndQuery() {
        gateway.withProxy("<property name=\"q\" expression=\"$url:q\"/><send>" + ENDPOINT + "</send>");
        Response response = gateway.handle("GET", "/services/P/sub", "q=a%20b", Headers.empty(), Content.empty());
        assertThat(response.status()).isEqualTo(200);
        assertThat(gateway.transport().requests().getFirst().method()).isEqualTo("GET");
        assertThat(gateway.transport().requests().getFirst().target())
                .hasToString("http://127.0.0.1:9000/services/S/sub?q=a%20b");
    }

    @Test
    void aProxyWithoutWsdlSaysSo() {
        gateway.withProxy("<drop/>");
        Response response = gateway.handle("GET", "/services/P", "wsdl", Headers.empty(), Content.empty());
        assertThat(response.status()).isEqualTo(404);
        assertThat(text(response)).contains("No WSDL");
    }
}
