// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadFactoryMediatorTest {

    private static final String XML = "<q><name>A &amp; B</name><n>5</n><s>say \"x\"</s><t><u/></t></q>";
    private static final String JSON =
            "{\"name\":\"A & B\",\"n\":5,\"s\":\"say \\\"x\\\"\",\"t\":{\"u\":[1]},\"z\":null}";

    private final Gateway gateway = new Gateway().withStore("A", 100);

    private Message after(String type, String body, String mediators) {
        gateway.withProxy(mediators + "<store messageStore=\"A\"/>");
        assertThat(gateway.problems()).isEmpty();
        int status = gateway.post("/services/P", Headers.of("Content-Type", type), Content.ofText(body, type))
                .status();
        assertThat(status).isEqualTo(202);
        return gateway.stored("A").getLast().message();
    }

    private static String text(Message message) {
        return new String(message.content().toByteArray(), StandardCharsets.UTF_8)
                .replace("<?xml version='1.0' encoding='utf-8'?>", "");
    }

    private static String factory(String media, String format, String argument) {
        return "<payloadFactory media-type=\"%s\"><format><![CDATA[%s]]></format><args>%s</args></payloadFactory>"
                .formatted(media, format, argument);
    }

    private static String arg(String expression) {
        return "<arg expression=\"" + expression + "\"/>";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <a>$1</a>              | //name           | <a>A &amp; B</a>
            <a b="$1"/>            | //s              | <a b="say &quot;x&quot;"/>
            <a>$1</a>              | //t              | <a><t><u/></t></a>
            <a>$1</a>              | $body/*/n + 1    | <a>6</a>
            <a>$1</a>              | //none           | <a/>
            <a>$1$2</a>            | //n              | <a>5$2</a>
            <a>${payload.q.n + 1}</a> | //n           | <a>6</a>
            <a>${payload.q.n &gt; 1 ? 'y' : 'n'}</a> | //n | <a>y</a>
            <a/><b>$1</b>          | //n              | <a/>
            """)
    void xmlOfXml(String format, String expression, String expected) {
        assertThat(text(after("application/xml", XML, factory("xml", format, arg(expression)))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":"$1"}             | json-eval($.name) | {"a":"A & B"}
            {"a":"x $1 y"}         | json-eval($.s)    | {"a":"x say \\"x\\" y"}
            {"a":$1}               | json-eval($.n)    | {"a":5}
            {"a":$1}               | json-eval($.t)    | {"a":{"u":[1]}}
            {"a":"$1"}             | json-eval($.t)    | {"a":"{\\"u\\":[1]}"}
            {"a":$1}               | json-eval($.z)    | {"a":null}
            {"a":"${payload.name}"} | json-eval($.n)   | {"a":"A & B"}
            {"a":${payload.name}}  | json-eval($.n)    | {"a":"A & B"}
            {"a":"${payload.n}"}   | json-eval($.n)    | {"a":"5"}
            {"a":${payload.t}}     | json-eval($.n)    | {"a":{"u":[1]}}
            """)
    void jsonOfJson(String format, String expression, String expected) {
        assertThat(text(after("application/json", JSON, factory("json", format, arg(expression)))))
                .isEqualTo(expected);
    }

    @Test
    void aValueCanEndNoStringOfJsonAndNoElement() {
        String evil = "{\"e\":\"x\\\",\\\"admin\\\":true,\\\"y\\\":\\\"</a><b>\"}";
        assertThat(text(after("application/json", evil, factory("json", "{\"a\":\"$1\"}", arg("json-eval($.e)")))))
                .isEqualTo("{\"a\":\"x\\\",\\\"admin\\\":true,\\\"y\\\":\\\"</a><b>\"}");
        assertThat(text(after("application/json", evil, factory("xml", "<a>$1</a>", arg("json-eval($.e)")))))
                .contains("&lt;/a&gt;&lt;b&gt;");
    }

    @Test
    void aStringWithoutQuotesIsAFaultUnlessThePropertyPutsItInQuotes() {
        String factory = factory("json", "{\"a\":$1}", arg("json-eval($.name)"));
        gateway.withProxy(factory + "<respond/>");
        int status = gateway.post(
                        "/services/P",
                        Headers.of("Content-Type", "application/json"),
                        Content.ofText(JSON, "application/json"))
                .status();
        assertThat(status).isEqualTo(500);
        assertThat(text(after(
                        "application/json",
                        JSON,
                        "<property name=\"QUOTE_STRING_IN_PAYLOAD_FACTORY_JSON\" value=\"true\"/>" + factory)))
                .isEqualTo("{\"a\":\"A & B\"}");
    }

    @Test
    void argumentsCanBeTextsAndPathsAndLiteral() {
        assertThat(text(after(
                        "application/json",
                        JSON,
                        factory(
                                "xml",
                                "<a><b>$1</b><c>$2</c>$3</a>",
                                "<arg value=\"1 &lt; 2\"/><arg evaluator=\"json\" expression=\"$.n\"/>"
                                        + "<arg literal=\"true\" value=\"&lt;d/&gt;\"/>"))))
                .isEqualTo("<a><b>1 &lt; 2</b><c>5</c><d/></a>");
    }

    @Test
    void xmlBecomesJsonAndJsonXml() {
        assertThat(text(after("application/xml", XML, factory("json", "{\"a\":$1,\"n\":$2}", arg("//t") + arg("//n")))))
                .isEqualTo("{\"a\":{\"t\":{\"u\":null}},\"n\":5}");
        assertThat(text(after("application/json", JSON, factory("xml", "<a>$1</a>", arg("json-eval($.t)")))))
                .isEqualTo("<a><u>1</u></a>");
    }

    @Test
    void xmlInsideKeepsItsNamespacesAndExpressions() {
        assertThat(text(after(
                        "application/xml",
                        XML,
                        "<payloadFactory><format><p:a xmlns:p=\"urn:p\"><b xmlns=\"\">${payload.q.n &gt; 1 ? 'y' : 'n'}"
                                + "</b></p:a></format></payloadFactory>")))
                .isEqualTo("<p:a xmlns:p=\"urn:p\"><b>y</b></p:a>");
    }

    @Test
    void severalRootsAndWholeEnvelopes() {
        String soap = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header><h>1</h></s:Header>"
                + "<s:Body><a/></s:Body></s:Envelope>";
        assertThat(text(after("text/xml", soap, factory("xml", "<b/><c/>", ""))))
                .isEqualTo(soap.replace("<a/>", "<b/><c/>"));
        Message message = after("application/json", JSON, factory("xml", soap, ""));
        assertThat(text(message)).isEqualTo(soap);
        assertThat(message.content().type().orElse("")).startsWith("text/xml");
    }

    @Test
    void theTypeOfTheMessageFollowsTheBody() {
        Message message = after(
                "application/xml",
                XML,
                "<property name=\"NO_ENTITY_BODY\" value=\"true\" scope=\"axis2\"/>"
                        + factory("json", "{ \"a\" : 1 }", ""));
        assertThat(text(message)).isEqualTo("{ \"a\" : 1 }");
        assertThat(message.headers().first("Content-Type")).hasValue("application/json");
        assertThat(message.properties().get(PropertyName.axis2("messageType")))
                .hasValue(PropertyValue.of("application/json"));
        assertThat(message.properties().get(PropertyName.axis2("NO_ENTITY_BODY")))
                .isEmpty();
        assertThat(after("application/xml", XML, factory("text", "n = $1", arg("//n")))
                        .content())
                .isEqualTo(Content.ofText("n = 5", "text/plain; charset=UTF-8"));
    }

    @Test
    void aMessageThatIsPutInAgainAndAgainIsAFault() {
        String body = "<q><name>" + "x".repeat(1_000_000) + "</name></q>";
        gateway.withProxy(factory("text", "$1".repeat(40), arg("//name")) + "<respond/>");
        int status = gateway.post(
                        "/services/P",
                        Headers.of("Content-Type", "application/xml"),
                        Content.ofText(body, "application/xml"))
                .status();
        assertThat(status).isEqualTo(500);
    }

    private static String freemarker(String media, String format, String argument) {
        return "<payloadFactory media-type=\"%s\" template-type=\"freemarker\"><format><![CDATA[%s]]></format><args>%s</args></payloadFactory>"
                .formatted(media, format, argument);
    }

    @Test
    void freeMarkerSeesThePayloadTheArgumentsAndTheProperties() {
        String template = "{\"n\": ${payload.n * 1000}, \"list\": [<#list payload.t.u as x>${x}</#list>],"
                + " \"arg\": \"${args.arg1}\", \"p\": \"${ctx.p}\", \"h\": \"${trp[\"Content-Type\"]}\","
                + " \"v\": ${vars.v.a}, \"keys\": \"${payload?keys?join(\" \")}\", \"none\": \"${ctx.none!\"-\"}\"}";
        assertThat(text(after(
                        "application/json",
                        JSON,
                        "<property name=\"p\" value=\"q\"/><variable name=\"v\" type=\"JSON\" value='{\"a\":1}'/>"
                                + freemarker("json", template, arg("json-eval($.name)")))))
                .isEqualTo("{\"n\": 5000, \"list\": [1], \"arg\": \"A & B\", \"p\": \"q\","
                        + " \"h\": \"application/json\", \"v\": 1, \"keys\": \"name n s t z\", \"none\": \"-\"}");
        assertThat(text(after("application/xml", XML, freemarker("xml", "<a>${payload.q.n}</a>", ""))))
                .isEqualTo("<a>5</a>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${"freemarker.template.utility.Execute"?new()("id")}
            ${payload?api.getClass()}
            <#include "/etc/passwd">
            <#import "/a.ftl" as a>
            <#macro m><@m/></#macro><@m/>
            <#list 1..20000000 as x>xxxxxxxx</#list>
            ${payload.missing}
            """)
    void freeMarkerCannotLeaveTheMessageNorGoOnForEver(String template) {
        gateway.withProxy(freemarker("text", template, "") + "<respond/>");
        int status = gateway.post(
                        "/services/P",
                        Headers.of("Content-Type", "application/json"),
                        Content.ofText(JSON, "application/json"))
                .status();
        assertThat(status).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <payloadFactory/>                                                      | <format> is missing
            <payloadFactory media-type="xmll"><format><a/></format></payloadFactory> | media-type is 'xmll'
            <payloadFactory template-type="velocity"><format><a/></format></payloadFactory> | template-type is 'velocity'
            <payloadFactory media-type="json"><format>${payload.}</format></payloadFactory> | cannot be read
            <payloadFactory template-type="freemarker"><format>${a</format></payloadFactory> | line 1 of the format
            <payloadFactory><format><a/></format><args><arg/></args></payloadFactory> | neither value nor expression
            <payloadFactory><format><a/></format><args><ar value="1"/></args></payloadFactory> | did you mean 'arg'?
            <payloadFactory><format><a/></format><args><arg expression="//a" evaluator="xmls"/></args></payloadFactory> | evaluator is 'xmls'
            """)
    void whatCannotBeReadIsReported(String mediator, String expected) {
        gateway.withProxy(mediator);
        assertThat(gateway.problems()).singleElement().asString().contains(expected);
    }
}
