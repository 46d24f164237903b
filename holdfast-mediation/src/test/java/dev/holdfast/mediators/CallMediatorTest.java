// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallMediatorTest {

    private static final String ENDPOINT = "<endpoint><address uri=\"http://b/\"/></endpoint>";

    private final Gateway gateway = new Gateway().withStore("A", 10);

    private Message after(String mediators) {
        gateway.withProxy(mediators + "<store messageStore=\"A\"/>");
        assertThat(gateway.problems()).isEmpty();
        Headers headers = Headers.of("Content-Type", "application/json").plus("X-Mine", "1");
        assertThat(gateway.post("/services/P", headers, Content.ofText("{\"a\":1}", "application/json"))
                        .status())
                .isEqualTo(202);
        return gateway.stored("A").getLast().message();
    }

    private static Response answer(int status) {
        return new Response(status, Headers.of("X-Theirs", "2"), Content.ofText("<b><c/></b>", "application/xml"));
    }

    private static String text(Content content) {
        return new String(content.toByteArray(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type="inline"><x xmlns=""/>                                     | application/xml  | <x/>
            type="inline">{"x": 2}                                 | application/json | {"x":2}
            type="custom">json-eval($.a)                           | application/json | 1
            type="property">p                                      | text/plain       | text
            type="body">                                           | application/json | {"a":1}
            type="inline" contentType="application/vnd.x+json">{"x": 2} | application/vnd.x+json | {"x":2}
            """)
    void whatIsSentCanComeFromElsewhereAndTheAnswerTakesItsPlace(String source, String type, String sent) {
        gateway.transport().answers(answer(200));
        Message message = after(
                "<property name=\"p\" value=\"text\"/><call>" + ENDPOINT + "<source " + source + "</source></call>");
        Content content = gateway.transport().requests().getFirst().content();
        assertThat(text(content)).endsWith(sent);
        assertThat(content.type().orElse("")).startsWith(type);
        assertThat(text(message.content())).isEqualTo("<b><c/></b>");
    }

    @Test
    void anAnswerCanGoIntoAPropertyAndTheMessageStaysAsItWas() {
        gateway.transport().answers(answer(201)).answers(answer(200));
        Message message = after("<call>" + ENDPOINT + "<source type=\"inline\">{\"x\": 2}</source>"
                + "<target type=\"property\">p</target></call><property name=\"status\" expression=\"$axis2:HTTP_SC\"/>"
                + "<call>" + ENDPOINT + "<target type=\"variable\">v</target></call>");
        assertThat(message.properties().get(PropertyName.of("p"))).hasValue(new PropertyValue.Xml("<b><c/></b>"));
        assertThat(message.properties().get(new PropertyName(PropertyScope.VARIABLE, "v")))
                .hasValue(new PropertyValue.Xml("<b><c/></b>"));
        assertThat(message.properties().text("status")).hasValue("201");
        assertThat(text(message.content())).isEqualTo("{\"a\":1}");
        assertThat(message.headers().first("X-Mine")).hasValue("1");
        assertThat(message.headers().first("X-Theirs")).isEmpty();
    }

    @Test
    void aFailedCallLeavesTheBodyAsItWas() {
        gateway.transport().refusesConnection();
        gateway.with("<sequence name=\"handler\"><store messageStore=\"A\"/></sequence>");
        Message message = after("<sequence onError=\"handler\"><call blocking=\"true\">" + ENDPOINT
                + "<source type=\"inline\"><x/></source></call></sequence>");
        assertThat(text(message.content())).isEqualTo("{\"a\":1}");
        assertThat(message.properties().text("BLOCKING_SENDER_ERROR")).hasValue("true");
        assertThat(message.properties().text("ERROR_CODE")).hasValue("101503");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void anAnswerWhoseBodyBreaksOffIsAFault(boolean blocking) {
        gateway.transport().answersWithoutBody(Response.of(200));
        gateway.with("<sequence name=\"handler\"><store messageStore=\"A\"/></sequence>");
        Message message = after(
                "<sequence onError=\"handler\"><call blocking=\"" + blocking + "\">" + ENDPOINT + "</call></sequence>");
        assertThat(text(message.content())).isEqualTo("{\"a\":1}");
        assertThat(message.properties().text("ERROR_CODE")).hasValue("101510");
    }

    @Test
    void whoWaitsForNoReplyDoesNotMissTheBodyOfAnAnswer() {
        gateway.transport().answersWithoutBody(Response.of(200));
        Message message = after("<property name=\"OUT_ONLY\" value=\"true\"/><call>" + ENDPOINT + "</call>");
        assertThat(message.properties().text("ERROR_CODE")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, 404, '', false", "404, 400, '', true", "503, '', '', true", "202, '', '200,202', true"})
    void aBlockingCallFailsWithAnErrorStatusUnlessPropertiesSayOtherwise(
            int status, String allowed, String errors, boolean fails) {
        gateway.transport().answers(answer(status));
        gateway.with("<sequence name=\"handler\"><property name=\"failed\" value=\"true\"/><store messageStore=\"A\"/>"
                + "</sequence>");
        Message message = after("<property name=\"non.error.http.status.codes\" value=\"" + allowed
                + "\"/><property name=\"error.http.status.codes\" value=\"" + errors
                + "\"/><sequence onError=\"handler\"><call blocking=\"true\">" + ENDPOINT + "</call></sequence>");
        assertThat(message.properties().text("failed").isPresent()).isEqualTo(fails);
    }

    @Test
    void aBlockingCallCanKeepTheHeaderFieldsOfTheRequest() {
        gateway.transport().answers(answer(200)).answers(answer(200));
        Message replaced = after("<call blocking=\"true\">" + ENDPOINT + "</call>");
        assertThat(replaced.headers().contains("X-Mine")).isFalse();
        Message kept = after("<property name=\"BLOCKING_SENDER_PRESERVE_REQ_HEADERS\" value=\"true\"/>"
                + "<call blocking=\"true\">" + ENDPOINT + "</call>");
        assertThat(kept.headers().first("X-Mine")).hasValue("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <source type="propety">p</source>     | did you mean 'property'?
            <source type="inline"/>               | holds nothing
            <source type="custom">json-eval(</source> | cannot be read
            <target type="header">p</target>      | type is 'header'
            <target type="property"/>             | holds nothing
            """)
    void whatCannotBeReadIsReported(String child, String expected) {
        gateway.withProxy("<call>" + ENDPOINT + child + "</call>");
        assertThat(gateway.problems()).singleElement().asString().contains(expected);
    }
}
