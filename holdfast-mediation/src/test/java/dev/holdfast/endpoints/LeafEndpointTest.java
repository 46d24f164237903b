// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.mediation.Gateway;
import dev.holdfast.mediation.ScriptedTransport;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeafEndpointTest {

    private static final String SOAP = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
            + "<soapenv:Body><a/></soapenv:Body></soapenv:Envelope>";
    private static final FlowId FLOW = new FlowId(1, 2);

    private final Gateway gateway = new Gateway();

    private static Message soap() {
        Message message = Message.of(FLOW, Content.ofText(SOAP, "text/xml"));
        return message.withHeaders(Headers.of("Content-Type", "text/xml").plus("SOAPAction", "urn:in"))
                .withProperties(
                        message.properties().with(PropertyName.addressing("Action"), PropertyValue.of("urn:x")));
    }

    private Endpoint endpoint(String definition) {
        gateway.with("<endpoint xmlns=\"http://ws.apache.org/ns/synapse\" name=\"E\">" + definition + "</endpoint>");
        assertThat(gateway.problems()).isEmpty();
        return gateway.services().catalogue().endpoint("E").orElseThrow();
    }

    private static SendResult send(Endpoint endpoint, Message message, SuspensionRule rule) {
        return endpoint.send(new Outbound(message, new AppendId(FLOW, 3), 5, rule));
    }

    private Request request(String definition, Message message) {
        send(endpoint(definition), message, SuspensionRule.RESPECT);
        return gateway.transport().requests().getLast();
    }

    @Test
    void soapStaysAsItCameAndCarriesItsActionAndIds() {
        Request request = request("<address uri=\"http://h:9000/s\"/>", soap());
        assertThat(request.content()).isEqualTo(Content.ofText(SOAP, "text/xml"));
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers().all("SOAPAction")).containsExactly("\"urn:x\"");
        assertThat(request.headers().first("Holdfast-Append-Id")).hasValue(new AppendId(FLOW, 3).toString());
        assertThat(request.headers().first("Holdfast-Attempt")).hasValue("5");
        assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void fieldsOfTheConnectionStayBehindAndOthersGoRepeated() {
        Headers headers = Headers.of("Host", "a")
                .plus("Connection", "X-Hop, close")
                .plus("X-Hop", "1")
                .plus("Transfer-Encoding", "chunked")
                .plus("Cookie", "a=b")
                .plus("X-Two", "1")
                .plus("X-Two", "2")
                .plus("Holdfast-Attempt", "99");
        Request request = request("<address uri=\"http://h/s\"/>", soap().withHeaders(headers));
        assertThat(request.headers().toString())
                .isEqualTo("[cookie, x-two, x-two, soapaction, holdfast-append-id, holdfast-attempt]");
    }

    @Test
    void soap12CarriesTheActionInItsMediaType() {
        Request request = request("<address uri=\"http://h/s\" format=\"soap12\"/>", soap());
        assertThat(request.content().type()).hasValue("application/soap+xml; charset=UTF-8; action=\"urn:x\"");
        assertThat(request.headers().contains("SOAPAction")).isFalse();
    }

    @Test
    void poxIsTheFirstElementInTheBody() {
        Request request = request("<address uri=\"http://h/s\" format=\"pox\"/>", soap());
        assertThat(new String(request.content().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("<a")
                .doesNotContain("Envelope");
    }

    @Test
    void restKeepsMethodAndPostfix() {
        Message message = Message.of(FLOW, Content.ofText("{}", "application/json"));
        Message rest = message.withProperties(message.properties()
                .with(PropertyName.axis2("HTTP_METHOD"), PropertyValue.of("PUT"))
                .with(PropertyName.axis2("REST_URL_POSTFIX"), PropertyValue.of("/1?a=b")));
        Request request = request("<address uri=\"http://h/s\"/>", rest);
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.target()).hasToString("http://h/s/1?a=b");
    }

    @Test
    void aPlaceholderIsAPropertyOfTheMessage() {
        Message message = soap();
        Message with =
                message.withProperties(message.properties().with(PropertyName.of("host"), PropertyValue.of("x.y")));
        assertThat(request("<address uri=\"http://${host}/s\"/>", with).target())
                .hasToString("http://x.y/s");
    }

    @Test
    void anAddressThatIsNoneIsReported() {
        Endpoint endpoint = endpoint("<address uri=\"http://${host}/s\"/>");
        assertThatExceptionOfType(EndpointException.class)
                .isThrownBy(() -> send(endpoint, soap(), SuspensionRule.RESPECT))
                .withMessageContaining("endpoint E")
                .withMessageContaining("absolute URI");
    }

    @Test
    void anActionThatFitsNoHeaderIsReported() {
        Message message = soap();
        Message bad = message.withProperties(
                message.properties().with(PropertyName.addressing("Action"), PropertyValue.of("a\r\nb")));
        Endpoint endpoint = endpoint("<address uri=\"http://h/s\"/>");
        assertThatExceptionOfType(EndpointException.class)
                .isThrownBy(() -> send(endpoint, bad, SuspensionRule.RESPECT));
    }

    @Test
    void theTimeoutIsThatOfTheArtifact() {
        Request request = request(
                "<address uri=\"http://h/s\"><timeout><duration>1500</duration>"
                        + "<responseAction>fault</responseAction></timeout></address>",
                soap());
        assertThat(request.timeout()).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void anAnswerWithoutItsBodyIsAnAnswerAndSaysSo() {
        Endpoint endpoint = endpoint("<address uri=\"http://h/s\"/>");
        gateway.transport().answersWithoutBody(Response.of(200));
        assertThat(send(endpoint, soap(), SuspensionRule.RESPECT))
                .isEqualTo(new SendResult.Delivered(Response.of(200), Optional.of(ScriptedTransport.LOST_BODY)));
    }

    @Test
    void errorStatusesAreAnswersAndSuspendNothing() {
        Endpoint endpoint = endpoint("<address uri=\"http://h/s\"/>");
        gateway.transport().answers(Response.of(503));
        assertThat(send(endpoint, soap(), SuspensionRule.RESPECT)).isEqualTo(new SendResult.Refused(Response.of(503)));
        assertThat(send(endpoint, soap(), SuspensionRule.RESPECT)).isInstanceOf(SendResult.Delivered.class);
    }

    @Test
    void theDefaultSuspensionIsTriedThroughWhenAsked() {
        Endpoint endpoint = endpoint("<address uri=\"http://h/s\"/>");
        gateway.transport().refusesConnection().timesOut();
        assertThat(send(endpoint, soap(), SuspensionRule.TRY_THROUGH_DEFAULT)).isInstanceOf(SendResult.NotSent.class);
        assertThat(send(endpoint, soap(), SuspensionRule.RESPECT)).isInstanceOf(SendResult.Suspended.class);
        assertThat(send(endpoint, soap(), SuspensionRule.TRY_THROUGH_DEFAULT)).isInstanceOf(SendResult.InDoubt.class);
        assertThat(send(endpoint, soap(), SuspensionRule.TRY_THROUGH_DEFAULT)).isInstanceOf(SendResult.Delivered.class);
        assertThat(send(endpoint, soap(), SuspensionRule.RESPECT)).isInstanceOf(SendResult.Delivered.class);
    }

    @Test
    void aConfiguredSuspensionIsWaitedOut() {
        Endpoint endpoint = endpoint("<address uri=\"http://h/s\"><suspendOnFailure>"
                + "<initialDuration>2000</initialDuration></suspendOnFailure></address>");
        gateway.transport().refusesConnection();
        send(endpoint, soap(), SuspensionRule.TRY_THROUGH_DEFAULT);
        SendResult second = send(endpoint, soap(), SuspensionRule.TRY_THROUGH_DEFAULT);
        assertThat(second)
                .isEqualTo(new SendResult.Suspended(
                        gateway.timer().instant().plusSeconds(2),
                        new dev.holdfast.transport.TransportResult.Failure(
                                303_001, "Currently , Address endpoint : [ Name : E ] [ State : SUSPENDED ]")));
        assertThat(gateway.transport().requests()).hasSize(1);
    }

    @Test
    void aSoapFaultWithASuccessfulStatusIsAnErrorForMessagesThatSaySo() {
        Response fault = new Response(
                200,
                Headers.empty(),
                Content.ofText(SOAP.replace("<a/>", "<soapenv:Fault/>"), "text/xml; charset=UTF-8"));
        gateway.transport().answers(fault).answers(fault);
        Endpoint endpoint = endpoint("<address uri=\"http://h/s\"/>");
        Message strict = soap().withProperties(soap().properties()
                .with(PropertyName.of("FORCE_ERROR_ON_SOAP_FAULT"), PropertyValue.of("true")));

        assertThat(send(endpoint, soap(), SuspensionRule.RESPECT)).isEqualTo(new SendResult.Delivered(fault));
        assertThat(send(endpoint, strict, SuspensionRule.RESPECT)).isEqualTo(new SendResult.Refused(fault));
    }
}
