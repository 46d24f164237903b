// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.Failure;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Lists of recipients, and the handlers of endpoints, in flows.
class RecipientsTest {

    private static final String ENVELOPE =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                    + "<soapenv:Body><a/></soapenv:Body></soapenv:Envelope>";
    private static final String OUT_ONLY = "<property name=\"OUT_ONLY\" value=\"true\"/>";
    private static final String LIST = "<recipientlist><endpoint name=\"a\"><address uri=\"http://a/s\"/></endpoint>"
            + "<endpoint name=\"b\"><address uri=\"http://b/s\"/></endpoint></recipientlist>";

    private final Gateway gateway = new Gateway().withStore("A", 10).withStore("B", 10);

    private void b(TransportResult result) {
        gateway.transport().answersAt("b", result);
    }

    private List<String> hosts() {
        return gateway.transport().requests().stream()
                .map(Request::target)
                .map(URI::getHost)
                .sorted()
                .toList();
    }

    @Test
    void eachGetsACopyAndTheClientIsAnsweredWhenAllHaveEnded() {
        gateway.withProxy(OUT_ONLY + "<send><endpoint>" + LIST + "</endpoint></send>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        assertThat(hosts()).containsExactly("a", "b");
    }

    @Test
    void aCallThatWaitsForNothingGoesOnWithTheMessage() {
        gateway.withProxy(OUT_ONLY + "<call><endpoint>" + LIST + "</endpoint></call><store messageStore=\"A\"/>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        assertThat(hosts()).containsExactly("a", "b");
        assertThat(gateway.stored("A")).hasSize(1);
    }

    @Test
    void aCallGoesOnWithEachAnswer() {
        gateway.withProxy("<call><endpoint>" + LIST + "</endpoint></call><store messageStore=\"A\"/>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        assertThat(gateway.stored("A"))
                .extracting(stored ->
                        stored.message().properties().text("messageSequence").orElseThrow())
                .containsExactlyInAnyOrder("0/2", "1/2");
    }

    @Test
    void aFailureOfOneStopsNoOtherAndIsHandledByItself() {
        gateway.with("<sequence name=\"keep\"><store messageStore=\"B\"/></sequence>")
                .withProxy(
                        OUT_ONLY + "<send><endpoint>" + LIST + "</endpoint></send>",
                        "<faultSequence><sequence key=\"keep\"/></faultSequence>");
        b(new TransportResult.NotSent(new Failure(101_503, "Error connecting to the back end")));
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        assertThat(hosts()).containsExactly("a", "b");
        assertThat(gateway.stored("B"))
                .singleElement()
                .satisfies(stored -> assertThat(stored.message().properties().text("ERROR_CODE"))
                        .hasValue("101503"));
    }

    @Test
    void aFailureThatNobodyHandlesIsNoSuccess() {
        gateway.withProxy(OUT_ONLY + "<send><endpoint>" + LIST + "</endpoint></send>");
        b(new TransportResult.Answered(Response.of(500)));
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(500);
        assertThat(hosts()).containsExactly("a", "b");
    }

    @Test
    void addressesCanBeInTheMessage() {
        gateway.withProxy(OUT_ONLY + "<property name=\"to\" value=\"http://x/1, http://y/2,\"/>"
                + "<send><endpoint><recipientlist><endpoints value=\"{get-property('to')}\"/></recipientlist></endpoint>"
                + "</send>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        assertThat(hosts()).containsExactly("x", "y");
    }

    @Test
    void noRecipientIsAFailure() {
        gateway.withProxy("<send><endpoint><recipientlist><endpoints value=\"{get-property('to')}\"/></recipientlist>"
                + "</endpoint></send>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(500);
    }

    @Test
    void aBlockingCallHasOneAnswer() {
        gateway.withProxy("<call blocking=\"true\"><endpoint>" + LIST + "</endpoint></call>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(500);
        assertThat(hosts()).isEmpty();
    }

    @Test
    void theTargetOfAProxyAndACloneCanBeLists() {
        gateway.with("<endpoint name=\"L\">" + LIST + "</endpoint>")
                .withProxy(
                        OUT_ONLY + "<clone continueParent=\"true\"><target endpoint=\"L\"/></clone>",
                        "<endpoint key=\"L\"/>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        assertThat(hosts()).containsExactly("a", "a", "b", "b");
    }

    @Test
    void theHandlerOfAnEndpointIsTheNearest() {
        gateway.with("<sequence name=\"near\"><property name=\"who\" value=\"endpoint\"/>"
                        + "<store messageStore=\"B\"/></sequence>")
                .with("<sequence name=\"far\"><store messageStore=\"A\"/></sequence>")
                .with("<sequence name=\"flow\" onError=\"far\"><send><endpoint onError=\"near\"><failover>"
                        + "<endpoint><address uri=\"http://b/s\"/></endpoint></failover></endpoint></send></sequence>")
                .withProxy("<sequence key=\"flow\"/>");
        b(new TransportResult.InDoubt(new Failure(101_504, "Send timeout")));
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        assertThat(gateway.stored("A")).isEmpty();
        assertThat(gateway.stored("B")).hasSize(1);
    }

    @Test
    void anEndpointSeesTheFlowThatSends() {
        gateway.withProxy("<property name=\"p\" value=\"v\" scope=\"operation\"/>"
                + "<property name=\"t\" value=\"900\" scope=\"operation\"/><call><endpoint>"
                + "<property name=\"uri.var.p\" expression=\"get-property('operation','p')\"/>"
                + "<http uri-template=\"http://h/{uri.var.p}\" method=\"get\">"
                + "<timeout><duration>{get-property('operation','t')}</duration></timeout></http></endpoint></call>");
        gateway.handle("GET", "/services/P", "", Headers.empty(), Content.empty());
        Request request = gateway.transport().requests().getFirst();
        assertThat(request.target()).hasToString("http://h/v");
        assertThat(request.timeout()).hasMillis(900);
    }

    @Test
    void aGroupLeavesNoErrorOfBeforeAndNoneOfItsOwnWhenItSucceeds() {
        gateway.with("<endpoint name=\"G\"><failover><endpoint><address uri=\"http://b/s\"/></endpoint>"
                        + "<endpoint><address uri=\"http://a/s\"/></endpoint></failover></endpoint>")
                .withProxy("<property name=\"ERROR_CODE\" value=\"7\"/><call><endpoint key=\"G\"/></call>"
                        + "<store messageStore=\"A\"/>");
        b(new TransportResult.NotSent(new Failure(101_503, "Error connecting to the back end")));
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        assertThat(gateway.stored("A"))
                .singleElement()
                .satisfies(stored -> assertThat(stored.message().properties().text("ERROR_CODE"))
                        .isEmpty());
    }
}
