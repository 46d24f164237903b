// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrichMediatorTest {

    private final Gateway gateway = new Gateway().withStore("A", 100);

    private Message after(String type, String body, String mediators) {
        gateway.withProxy(mediators + "<store messageStore=\"A\"/>");
        assertThat(gateway.problems()).isEmpty();
        Content content = Content.ofText(body, type);
        int status = gateway.post("/services/P", Headers.of("Content-Type", type), content)
                .status();
        assertThat(status).isEqualTo(202);
        return gateway.stored("A").getLast().message();
    }

    private String body(String type, String body, String mediators) {
        String text = new String(after(type, body, mediators).content().toByteArray(), StandardCharsets.UTF_8);
        return text.replace("<?xml version='1.0' encoding='utf-8'?>", "");
    }

    private static String enrich(String source, String target) {
        return "<enrich><source " + source + "</source><target " + target + "/></enrich>";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            xpath="//b">            | xpath="//c"                     | <a><b>7</b><b>7</b></a>
            xpath="//b">            | action="child" xpath="//c"      | <a><b>7</b><c>8<b>7</b></c></a>
            xpath="//b">            | action="sibling" xpath="//c"    | <a><b>7</b><c>8</c><b>7</b></a>
            clone="false" xpath="//b"> | action="child" xpath="//c"   | <a><c>8<b>7</b></c></a>
            xpath="//b/text()">     | xpath="//c"                     | <a><b>7</b><c>7</c></a>
            xpath="string(//b)">    | action="child" xpath="//c"      | <a><b>7</b><c>87</c></a>
            type="inline"><d xmlns=""/>      | xpath="//c"                     | <a><b>7</b><d/></a>
            type="inline">9         | xpath="//c"                     | <a><b>7</b><c>9</c></a>
            type="inline"><d xmlns=""/>      | type="body"                     | <d/>
            type="inline"><d xmlns=""/>      | action="child" type="body"      | <a><b>7</b><c>8</c><d/></a>
            type="inline">d         | type="key" xpath="//c"          | <a><b>7</b><d>8</d></a>
            xpath="//none">         | xpath="//c"                     | <a><b>7</b><c>8</c></a>
            type="property" property="none"> | type="body"            | <a><b>7</b><c>8</c></a>
            """)
    void xmlIsPutIntoXml(String source, String target, String expected) {
        assertThat(body("application/xml", "<a><b>7</b><c>8</c></a>", enrich(source, target)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            xpath="json-eval($.a)">           | xpath="json-eval($.b)"                    | {"a":1,"b":1,"c":[1,2]}
            xpath="json-eval($.a)">           | action="child" xpath="json-eval($.c)"     | {"a":1,"b":{"x":2},"c":[1,2,1]}
            xpath="json-eval($.a)">           | action="sibling" xpath="json-eval($.c[0])" | {"a":1,"b":{"x":2},"c":[1,1,2]}
            type="inline">{"y": 3}            | action="child" xpath="json-eval($.b)"     | {"a":1,"b":{"x":2,"y":3},"c":[1,2]}
            type="inline">{"y": 3}            | action="sibling" xpath="json-eval($.b)"   | {"a":1,"b":{"x":2},"c":[1,2],"y":3}
            type="inline">{"y": 3}            | action="child" type="body"                | {"a":1,"b":{"x":2},"c":[1,2],"y":3}
            type="inline">{"y": 3}            | type="body"                               | {"y":3}
            type="inline">z                   | type="key" xpath="json-eval($.b.x)"       | {"a":1,"b":{"z":2},"c":[1,2]}
            type="inline">text                | xpath="json-eval($.b)"                    | {"a":1,"b":"text","c":[1,2]}
            xpath="${payload.a}">             | xpath="${payload.b.x}"                    | {"a":1,"b":{"x":1},"c":[1,2]}
            xpath="json-eval($.none)">        | xpath="json-eval($.b)"                    | {"a":1,"b":{"x":2},"c":[1,2]}
            """)
    void jsonIsPutIntoJson(String source, String target, String expected) {
        String json = "{\"a\":1,\"b\":{\"x\":2},\"c\":[1,2]}";
        assertThat(body("application/json", json, enrich(source, target))).isEqualTo(expected);
    }

    @Test
    void somethingCanBeRemoved() {
        assertThat(
                        body(
                                "application/xml",
                                "<a x=\"1\"><b/><b/><c/></a>",
                                "<enrich><target action=\"remove\""
                                        + " xpath=\"//b\"/></enrich><enrich><target action=\"remove\" xpath=\"/*/*/*/@x\"/></enrich>"))
                .isEqualTo("<a><c/></a>");
        assertThat(body(
                        "application/json",
                        "{\"a\":1,\"b\":2}",
                        "<enrich><target action=\"remove\"" + " xpath=\"json-eval($.a)\"/></enrich>"))
                .isEqualTo("{\"b\":2}");
        assertThat(after(
                                "application/xml",
                                "<a/>",
                                "<property name=\"p\" value=\"1\"/><enrich><target"
                                        + " action=\"remove\" type=\"property\" property=\"p\"/></enrich>")
                        .properties()
                        .text("p"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json | {"a":[1, 2.50]}       | {"a":[1,2.50]}
            application/xml  | <a><b>1</b></a>       | <a><b>1</b></a>
            text/plain       | just text             | just text
            """)
    void aBodyThatWasPutAsideComesBackAsItWas(String type, String body, String expected) {
        for (String kind : new String[] {"property", "variable"}) {
            String aside = "type=\"" + kind + "\" " + kind + "=\"p\"";
            String back = kind.equals("property") ? aside + ">" : "xpath=\"$var:p\">";
            Message message = after(
                    type,
                    body,
                    enrich("type=\"body\">", aside)
                            + "<payloadFactory media-type=\"json\"><format>{\"other\": 1}</format>"
                            + "</payloadFactory><property name=\"messageType\" scope=\"axis2\" action=\"remove\"/>"
                            + "<property name=\"ContentType\" scope=\"axis2\" action=\"remove\"/>"
                            + enrich(back, "type=\"body\""));
            assertThat(new String(message.content().toByteArray(), StandardCharsets.UTF_8))
                    .endsWith(expected);
            assertThat(message.content().type().orElse("")).startsWith(type);
        }
    }

    @Test
    void theEnvelopeCanBePutAsideAndBroughtBack() {
        String soap = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><h>1</h></s:Header>"
                + "<s:Body><a/></s:Body></s:Envelope>";
        String body = body(
                "text/xml",
                soap,
                enrich("type=\"envelope\">", "type=\"property\" property=\"p\"")
                        + enrich("type=\"inline\"><b xmlns=\"\"/>", "type=\"body\"")
                        + enrich("type=\"property\" property=\"p\">", "type=\"envelope\""));
        assertThat(body).isEqualTo(soap);
    }

    @Test
    void soapStaysSoapAroundAnotherBody() {
        String soap = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><h>1</h></s:Header>"
                + "<s:Body><a/></s:Body></s:Envelope>";
        assertThat(body("text/xml", soap, enrich("type=\"inline\"><b xmlns=\"\"/>", "type=\"body\"")))
                .isEqualTo(soap.replace("<a/>", "<b/>"));
    }

    @Test
    void whatXpathFindsCanBeMovedIntoAProperty() {
        Message message = after(
                "application/xml",
                "<a><b>1</b></a>",
                enrich("clone=\"false\" xpath=\"//b\">", "type=\"property\" property=\"p\""));
        assertThat(message.properties().text("p")).hasValue("<b>1</b>");
        assertThat(new String(message.content().toByteArray(), StandardCharsets.UTF_8))
                .endsWith("<a/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//none", "$ctx:p//c", "$body", "$env", "$body/*/@none"})
    void aTargetThatCannotBeIsAFaultAndTheMessageStaysAsItWas(String target) {
        gateway.with("<sequence name=\"handler\"><store messageStore=\"A\"/></sequence>")
                .withProxy("<property name=\"p\"><a><c/></a></property><sequence onError=\"handler\">"
                        + enrich("xpath=\"//b\">", "xpath=\"" + target + "\"") + "</sequence>");
        gateway.post(
                "/services/P",
                Headers.of("Content-Type", "application/xml"),
                Content.ofText("<a ><b/></a>", "application/xml"));
        assertThat(new String(gateway.stored("A").getFirst().message().content().toByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("<a ><b/></a>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type="envelope">              | type="body"                          | a source of type envelope cannot be put into a target of type body
            type="body">                  | type="envelope"                      | a source of type body cannot be put into a target of type envelope
            type="body">                  | type="key" xpath="//a"               | a source of type body cannot be put into a target of type key
            type="inline"><a/>            | action="child" type="envelope"       | action child is not possible
            type="inline"><a/>            | action="sibling" type="property" property="p" | action sibling is not possible
            type="inline"><a/>            | action="add" type="body"             | action is 'add'
            type="inlin"><a/>             | type="body"                          | did you mean 'inline'?
            type="inline">                | type="body"                          | holds nothing
            type="property">              | type="body"                          | attribute property is missing
            type="custom">                | type="body"                          | attribute xpath is missing
            xpath="//a">                  | xpath="json-eval($ctx:p.a)"          | a place in the body
            """)
    void whatCannotBeIsReported(String source, String target, String expected) {
        gateway.withProxy(enrich(source, target));
        assertThat(gateway.problems()).singleElement().asString().contains(expected);
    }
}
