// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageProperties;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StorageOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediatorsTest {

    private static final String ENVELOPE =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                    + "<soapenv:Body><a><b>7</b></a></soapenv:Body></soapenv:Envelope>";

    private final Gateway gateway = new Gateway().withStore("A", 10);

    private Message after(String mediators) {
        gateway.withProxy(mediators + "<store messageStore=\"A\"/>");
        assertThat(gateway.problems()).isEmpty();
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        return gateway.stored("A").getLast().message();
    }

    private static PropertyValue property(Message message, String name) {
        return message.properties().get(PropertyName.of(name)).orElse(PropertyValue.of("(none)"));
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, 5, Text",
        "BOOLEAN, true, Bool",
        "INTEGER, 5, Int",
        "LONG, 5, LongInt",
        "SHORT, 5, ShortInt",
        "FLOAT, 5.0, SinglePrecision",
        "DOUBLE, 5.0, DoublePrecision",
        "JSON, 5, Json"
    })
    void propertiesKeepTheirTypesThroughAStore(String type, String value, String expected) {
        PropertyValue found =
                property(after("<property name=\"p\" type=\"%s\" value=\"%s\"/>".formatted(type, value)), "p");
        assertThat(found.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(found.asText()).isEqualTo(value);
    }

    @Test
    void aValueThatIsNotOfItsTypeIsAFault() {
        gateway.withProxy("<property name=\"p\" type=\"INTEGER\" value=\"x\"/><store messageStore=\"A\"/>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(500);
        assertThat(gateway.stored("A")).isEmpty();
    }

    @Test
    void aPropertyCanHoldWhatAnExpressionFindsInTheBodyAndABodyThatWasLookedAtStaysAsItCame() {
        Message message = after("<property name=\"p\" expression=\"//b\"/>"
                + "<property name=\"x\" type=\"OM\" expression=\"//b\"/><property name=\"n\" expression=\"//none\"/>");
        assertThat(property(message, "p")).isEqualTo(PropertyValue.of("7"));
        assertThat(property(message, "x")).isEqualTo(new PropertyValue.Xml("<b>7</b>"));
        assertThat(property(message, "n").asText()).isEqualTo("(none)");
        assertThat(message.content()).isEqualTo(Content.ofText(ENVELOPE, "text/xml"));
    }

    @Test
    void propertiesSayHowLongAndHowSurelyAMessageIsStored() {
        StorageOptions options = after("<property name=\"JMS_PROD_TIME_TO_LIVE\" value=\"5000\"/>"
                        + "<property name=\"JMS_PROD_PRIORITY\" type=\"INTEGER\" value=\"9\"/>"
                        + "<property name=\"JMS_PROD_DELIVERY_MODE\" value=\"1\"/>"
                        + "<property name=\"JMS_PRIORITY\" value=\"2\" scope=\"axis2\"/>")
                .options();
        assertThat(options).isEqualTo(new StorageOptions(9, Optional.of(Duration.ofSeconds(5)), false));
    }

    @Test
    void aPriorityThatIsNoneIsAFault() {
        gateway.withProxy("<property name=\"JMS_PROD_PRIORITY\" value=\"10\"/><store messageStore=\"A\"/>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(500);
        assertThat(gateway.stored("A")).isEmpty();
    }

    @Test
    void systemPropertiesAreThoseOfTheProcess() {
        after("<property name=\"holdfast.test.property\" value=\"on\" scope=\"system\"/>");
        assertThat(System.getProperty("holdfast.test.property")).isEqualTo("on");
        after("<property name=\"holdfast.test.property\" action=\"remove\" scope=\"system\"/>");
        assertThat(System.getProperty("holdfast.test.property")).isNull();
    }

    @Test
    void aPatternTakesAGroupWhenAllOfItMatches() {
        Message message = after("<property name=\"p\" value=\"ab-12\" pattern=\"([a-z]+)-([0-9]+)\" group=\"2\"/>"
                + "<property name=\"q\" value=\"ab-12\" pattern=\"[0-9]+\"/>");
        assertThat(property(message, "p")).isEqualTo(PropertyValue.of("12"));
        assertThat(property(message, "q")).isEqualTo(PropertyValue.of("ab-12"));
    }

    @Test
    void aPropertyCanBeRemovedAndNamedByAnExpression() {
        Message message = after(
                "<propertyGroup><property name=\"a\" value=\"1\"/><property name=\"a\" action=\"remove\"/>"
                        + "<property name=\"k\" value=\"dyn\"/></propertyGroup><property name=\"{$ctx:k}\" value=\"2\"/>");
        assertThat(property(message, "a").asText()).isEqualTo("(none)");
        assertThat(property(message, "dyn")).isEqualTo(PropertyValue.of("2"));
    }

    @Test
    void theTransportScopeIsTheHeaderFields() {
        Message message = after("<property name=\"X-A\" value=\"1\" scope=\"transport\"/>"
                + "<header name=\"X-B\" value=\"2\" scope=\"transport\"/>"
                + "<property name=\"SOAPAction\" scope=\"transport\" action=\"remove\"/>");
        assertThat(message.headers())
                .isEqualTo(
                        Headers.of("Content-Type", "text/xml").plus("X-A", "1").plus("X-B", "2"));
    }

    @Test
    void aPriorityIsThatOfTheStoredMessage() {
        assertThat(after("<property name=\"JMS_PRIORITY\" value=\"8\" scope=\"axis2\"/>")
                        .options()
                        .priority())
                .isEqualTo(8);
    }

    @Test
    void headersOfAddressingAndBlocksOfSoap() {
        Message message = after("<header name=\"To\" value=\"http://x/\"/><header xmlns:p=\"urn:p\" name=\"p:Id\""
                + " value=\"9\"/><header><q:Block xmlns:q=\"urn:q\">z</q:Block></header>");
        assertThat(message.properties().get(PropertyName.addressing("To"))).hasValue(PropertyValue.of("http://x/"));
        assertThat(new String(message.content().toByteArray(), StandardCharsets.UTF_8))
                .contains("<p:Id xmlns:p=\"urn:p\">9</p:Id>")
                .contains("Block")
                .contains("<b>7</b>");
    }

    @Test
    void aStoreCanBeNamedByAnExpressionAndASequenceRunsBefore() {
        gateway.with("<sequence name=\"first\"><property name=\"was\" value=\"here\"/></sequence>")
                .withProxy("<property name=\"s\" value=\"A\"/><store messageStore=\"{$ctx:s}\" sequence=\"first\"/>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        MessageProperties stored = gateway.stored("A").getFirst().message().properties();
        assertThat(stored.text("was")).hasValue("here");
    }

    @Test
    void anUnknownStoreIsAnError() {
        gateway.withProxy("<store messageStore=\"{'B'}\"/>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <stoer messageStore="A"/>                | Unknown mediator referenced by configuration element : {http://ws.apache.org/ns/synapse}stoer; did you mean 'store'?
            <x:log xmlns:x="urn:x"/>                 | Unknown mediator referenced by configuration element : {urn:x}log
            <smooks/>                                | mediator <smooks> is not supported; transform with <xslt>
            <http.get configKey="a"/>                | <http.get> is an operation of a connector, which is not supported; use <call>
            <store/>                                 | attribute messageStore is missing
            <property name="a"/>                     | neither value nor expression
            <property name="a" value="1" type="INTEGR"/> | did you mean 'INTEGER'?
            <property name="a" value="1" scope="axis"/>  | did you mean 'axis2'?
            <property name="a" expression="json-eval($.a[)"/> | is no JSONPath
            <header name="Foo" value="1"/>           | has no prefix
            <header name="p:Foo" value="1"/>         | prefix p
            <log category="LOUD"/>                   | category is 'LOUD'
            <makefault><code value="Srever"/><reason value="x"/></makefault> | did you mean 'Server'?
            <call><endpoint><htp uri-template="http://x"/></endpoint></call> | did you mean 'http'?
            <send><endpoint><address uri="jms:/x"/></endpoint></send> | an address of jms: is not supported
            <respond levle="1"/>                     | unknown attribute levle has no effect
            """)
    void whatCannotBeReadIsReportedWithPlaceAndNearest(String mediator, String expected) {
        gateway.withProxy(mediator);
        assertThat(gateway.problems())
                .singleElement()
                .asString()
                .startsWith("test.xml:2:")
                .contains(expected);
    }
}
