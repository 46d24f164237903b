// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import static dev.holdfast.endpoints.Sender.axis2;
import static dev.holdfast.endpoints.Sender.json;
import static dev.holdfast.endpoints.Sender.soap;
import static dev.holdfast.endpoints.Sender.text;
import static dev.holdfast.endpoints.Sender.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoints.EndpointSettings.UserAgent;
import dev.holdfast.mediation.MediationSettings;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Request;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The form `http`, and what goes over the wire from the other forms.
class HttpFormTest {

    private final Sender sender = new Sender();

    @Test
    void variablesArePropertiesOfTheMessage() {
        Request request = sender.request(
                "<http uri-template=\"http://h/o/{uri.var.id}?q={query.param.q}\" method=\"put\"/>",
                with(with(json("{}"), "uri.var.id", "7 8"), "query.param.q", "a&b"));
        assertThat(request.target()).hasToString("http://h/o/7%208?q=a%26b");
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(text(request)).isEqualTo("{}");
    }

    @Test
    void expressionsSeeTheMessageAlsoFromAStore() {
        Request request = sender.request(
                "<http uri-template=\"http://${props.synapse.host}:90/{uri.var.id}\" method=\"{get-property('m')}\"/>",
                with(with(with(json("{}"), "host", "x.y"), "uri.var.id", "1"), "m", "patch"));
        assertThat(request.target()).hasToString("http://x.y:90/1");
        assertThat(request.method()).isEqualTo("PATCH");
    }

    @Test
    void propertiesOfTheEndpointComeFirst() {
        Request request = sender.request(
                "<property name=\"uri.var.id\" expression=\"get-property('order')\"/>"
                        + "<property name=\"X-Trace\" value=\"t\" scope=\"transport\"/>"
                        + "<property name=\"HTTP_METHOD\" value=\"PUT\" scope=\"axis2\"/>"
                        + "<http uri-template=\"http://h/{uri.var.id}\"/>",
                with(json("{}"), "order", "9"));
        assertThat(request.target()).hasToString("http://h/9");
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.headers().first("X-Trace")).hasValue("t");
    }

    @Test
    void soapLosesItsEnvelopeAndItsAction() {
        Request request = sender.request("<http uri-template=\"http://h/x\"/>", soap());
        assertThat(request.method()).isEqualTo("POST");
        assertThat(text(request)).contains("<a>").doesNotContain("Envelope");
        assertThat(request.content().type())
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/xml"));
        assertThat(request.headers().contains("SOAPAction")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"GET", "DELETE", "HEAD", "OPTIONS"})
    void someMethodsHaveNoBody(String method) {
        Request request = sender.request("<http uri-template=\"http://h/x\" method=\"" + method + "\"/>", json("{}"));
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.content().isEmpty()).isTrue();
        assertThat(request.content().type()).isEmpty();
    }

    @Test
    void thePostfixOfTheRequestIsDropped() {
        Request request =
                sender.request("<http uri-template=\"http://h/x\"/>", axis2(json("{}"), "REST_URL_POSTFIX", "/y"));
        assertThat(request.target()).hasToString("http://h/x");
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/s, /1?a=b, http://h/s/1?a=b",
        "http://h/s/, /1, http://h/s/1",
        "http://h/s, 1, http://h/s/1",
        "http://h/s?k=v, /1?a=b, http://h/s/1?k=v&a=b",
        "http://h/s, ?a=b, http://h/s?a=b",
        "http://h, /1, http://h/1"
    })
    void thePostfixIsJoinedToAnAddress(String address, String postfix, String expected) {
        assertThat(Addresses.joined(address, postfix)).isEqualTo(expected);
    }

    @Test
    void getTurnsTheFieldsOfTheBodyIntoAQuery() {
        Request request = sender.request("<address uri=\"http://h/s?k=v\" format=\"get\"/>", soap());
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).hasToString("http://h/s?k=v&b=1&c=x%20y");
        assertThat(request.content().isEmpty()).isTrue();
    }

    @Test
    void anotherCharacterSetIsWritten() {
        Request request = sender.request("<address uri=\"http://h/s\" format=\"pox\" encoding=\"UTF-16BE\"/>", soap());
        assertThat(request.content().type())
                .hasValueSatisfying(type -> assertThat(type).contains("UTF-16BE"));
        assertThat(new String(request.content().toByteArray(), StandardCharsets.UTF_16BE))
                .contains("<b>1</b>");
    }

    @Test
    void addressingIsAddedToSoap() {
        Request request = sender.request(
                "<address uri=\"http://h/s\"><enableAddressing version=\"submission\"/></address>", soap());
        assertThat(text(request))
                .contains("http://schemas.xmlsoap.org/ws/2004/08/addressing")
                .contains(">http://h/s</wsa:To>")
                .contains(">urn:in</wsa:Action>")
                .contains("/role/anonymous</wsa:Address>");
    }

    @Test
    void basicAuthenticationTakesThePlaceOfWhatCame() {
        Request request = sender.request(
                "<http uri-template=\"http://h/s\"><authentication><basicAuth><username>u</username>"
                        + "<password>{get-property('secret')}</password></basicAuth></authentication></http>",
                with(json("{}"), "secret", "p:w").withHeaders(Headers.of("Authorization", "Basic old")));
        assertThat(request.headers().all("Authorization")).containsExactly("Basic dTpwOnc=");
    }

    @Test
    void theTimeoutCanBeAnExpression() {
        String form =
                "<address uri=\"http://h/s\"><timeout><duration>{get-property('t')}</duration></timeout></address>";
        assertThat(sender.request(form, with(soap(), "t", "1500")).timeout()).hasMillis(1_500);
        assertThat(sender.request(form, with(soap(), "t", "0")).timeout()).hasSeconds(120);
    }

    @Test
    void aDefaultEndpointSendsToTheMessagesOwnAddress() {
        Request request = sender.request(
                "<default format=\"soap12\"/>",
                soap().withProperties(soap().properties()
                        .with(PropertyName.addressing("To"), PropertyValue.of("http://own/t"))));
        assertThat(request.target()).hasToString("http://own/t");
        assertThat(request.content().type())
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/soap+xml"));
    }

    @Test
    void theUserAgentOfTheMessageGoesOutWhereThatIsSet() {
        var message = json("{}").withHeaders(Headers.of("User-Agent", "curl"));
        assertThat(sender.request("<http uri-template=\"http://h/s\"/>", message)
                        .headers()
                        .contains("User-Agent"))
                .isFalse();
        MediationSettings usual = MediationSettings.defaults();
        sender.gateway()
                .with(new MediationSettings(
                        new EndpointSettings(
                                usual.endpoints().ids(), usual.endpoints().globalTimeout(), UserAgent.OF_MESSAGE),
                        true,
                        usual.retryAfter(),
                        usual.branchLimit()));
        assertThat(sender.request("<http uri-template=\"http://h/t\"/>", message)
                        .headers()
                        .first("User-Agent"))
                .hasValue("curl");
    }

    @Test
    void aReferenceThatCannotBeFoundInAMessageOfAProcessorIsAMessageThatCannotBeSent() {
        Sender sender = new Sender();
        FlowEndpoint endpoint = sender.endpoint("E", "key-expression=\"//a\"", "");
        Message broken = Message.of(Sender.FLOW, Content.ofText("<a", "application/xml"));
        assertThatThrownBy(() -> sender.send(endpoint, broken))
                .isInstanceOf(EndpointException.class)
                .hasMessageContaining("cannot be read as XML");
    }
}
