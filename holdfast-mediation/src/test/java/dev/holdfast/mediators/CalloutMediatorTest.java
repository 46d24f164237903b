// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CalloutMediatorTest {

    private static final String ASK = envelope("<ask><id>1</id><more/></ask>");
    private static final String URL = "serviceURL=\"http://one/\"";

    private final Gateway gateway = new Gateway().withStore("A", 10);

    private static String envelope(String payload) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>" + payload
                + "</soapenv:Body></soapenv:Envelope>";
    }

    private static String text(Content content) {
        return new String(content.toByteArray(), StandardCharsets.UTF_8);
    }

    private static String payload(Content content) {
        return text(content).replaceAll("(?s).*<soapenv:Body>|</soapenv:Body>.*", "");
    }

    private Request sent() {
        return gateway.transport().requests().getFirst();
    }

    private void answers(int status, String payload) {
        gateway.transport()
                .answers(new Response(
                        status, Headers.of("Content-Type", "text/xml"), Content.ofText(envelope(payload), "text/xml")));
    }

    @Test
    void the_whole_message_is_sent_and_the_answer_takes_its_place() {
        answers(200, "<a/>");
        gateway.withProxy("<callout " + URL + " action=\"urn:other\"/><respond/>");
        Response answer = gateway.post(ASK);
        assertThat(gateway.problems()).isEmpty();
        assertThat(payload(answer.content())).isEqualTo("<a/>");
        assertThat(payload(sent().content())).isEqualTo("<ask><id>1</id><more/></ask>");
        assertThat(sent().headers().first("SOAPAction").orElse("")).contains("urn:other");
    }

    @Test
    void what_an_XPath_finds_is_sent_and_replaced() {
        answers(200, "<price>7</price>");
        gateway.withProxy("<callout " + URL + "><source xpath=\"//id\"/><target xpath=\"//id\"/></callout><respond/>");
        assertThat(payload(gateway.post(ASK).content())).isEqualTo("<ask><price>7</price><more/></ask>");
        assertThat(payload(sent().content())).isEqualTo("<id>1</id>");
    }

    @Test
    void what_a_property_holds_is_sent_and_the_answer_kept_in_another() {
        answers(200, "<price>7</price>");
        gateway.withProxy("<property name=\"ask\" type=\"OM\"><q xmlns=\"\"/></property><callout " + URL
                + "><source key=\"ask\"/><target key=\"got\"/></callout>"
                + "<header name=\"Got\" scope=\"transport\" expression=\"$ctx:got\"/><respond/>");
        Response answer = gateway.post(ASK);
        assertThat(payload(answer.content())).isEqualTo("<ask><id>1</id><more/></ask>");
        assertThat(answer.headers().first("Got")).contains("7");
        assertThat(payload(sent().content())).isEqualTo("<q/>");
    }

    @Test
    void no_answer_and_an_error_status_are_failures_with_a_code_of_their_own() {
        gateway.with("<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"keep\"><store messageStore=\"A\"/>"
                + "</sequence>");
        gateway.withProxy(
                "<callout><endpoint><address uri=\"http://one/\"/></endpoint></callout><respond/>",
                "<faultSequence><sequence key=\"keep\"/></faultSequence>");
        gateway.transport().refusesConnection();
        assertThat(gateway.post(ASK).status()).isEqualTo(202);
        answers(500, "<no/>");
        gateway.withProxy(
                "<callout serviceURL=\"http://two/\"/><respond/>",
                "<faultSequence><sequence key=\"keep\"/></faultSequence>");
        assertThat(gateway.post(ASK).status()).isEqualTo(202);
        assertThat(gateway.stored("A"))
                .extracting(stored ->
                        stored.message().properties().text("ERROR_CODE").orElse(""))
                .containsExactly("401000", "401000");
    }

    @Test
    void a_source_that_is_not_there_is_a_failure_and_nothing_is_sent() {
        gateway.withProxy("<callout " + URL + "><source xpath=\"//none\"/></callout><respond/>");
        assertThat(gateway.post(ASK).status()).isEqualTo(500);
        gateway.withProxy("<callout " + URL + "><source key=\"none\"/></callout><respond/>");
        assertThat(gateway.post(ASK).status()).isEqualTo(500);
        assertThat(gateway.transport().requests()).isEmpty();
    }

    @Test
    void what_is_wrong_is_reported() {
        gateway.withProxy("<callout serviceURL=\"ftp://one/\"><source type=\"body\"/><target/></callout>")
                .withProxy("<callout " + URL + "><source xpath=\"[\"/></callout>");
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("ftp"))
                .anyMatch(line -> line.contains("type is 'body'; expected envelope"))
                .anyMatch(line -> line.contains("neither xpath nor key is given"))
                .anyMatch(line -> line.contains("attribute xpath: "));
    }
}
