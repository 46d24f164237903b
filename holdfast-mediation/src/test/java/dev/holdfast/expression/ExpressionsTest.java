// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.content.Body;
import dev.holdfast.content.Json;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyValue;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {

    private static final Map<String, String> NAMESPACES =
            Map.of("m", "http://services.samples", "soapenv", "http://schemas.xmlsoap.org/soap/envelope/");
    private static final String ENVELOPE = """
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">
              <s:Header><id xmlns="urn:x">7</id></s:Header>
              <s:Body><m:getQuote xmlns:m="http://services.samples"><m:symbol kind="stock">IBM</m:symbol>
                <m:symbol>SUN</m:symbol><price>12.50</price></m:getQuote></s:Body>
            </s:Envelope>""";

    private final ScriptedView view = new ScriptedView()
            .with(Body.received(Content.ofText(ENVELOPE, "text/xml"), false))
            .with(Scope.DEFAULT, "a", PropertyValue.of("one"))
            .with(Scope.DEFAULT, "number.of-tries", PropertyValue.of(5))
            .with(Scope.DEFAULT, "flag", PropertyValue.of(true))
            .with(Scope.AXIS2, "HTTP_SC", PropertyValue.of("500"))
            .with(Scope.TRANSPORT, "Content-Type", PropertyValue.of("text/xml"))
            .with(Scope.FUNC, "symbol", PropertyValue.of("SUN"))
            .with(Scope.DEFAULT, "order", new PropertyValue.Xml("<o><id>7</id><line n='1'>x</line></o>"))
            .with(Scope.DEFAULT, "two", new PropertyValue.Xml("<a>1</a><a>2</a>"))
            .with(Scope.DEFAULT, "map", new PropertyValue.Json("{\"key\":\"value\",\"n\":1.50}"))
            .with(Scope.REGISTRY, "conf:/a", PropertyValue.of("resource"))
            .withVariable("v", PropertyValue.of("variable"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "get-property('a') | one",
                "get-property(\"a\") | one",
                "$ctx:a | one",
                "get-property('default', 'a') | one",
                "get-property('synapse', 'a') | one",
                "get-property('axis2', 'HTTP_SC') | 500",
                "$axis2:HTTP_SC | 500",
                "$trp:Content-Type | text/xml",
                "get-property('transport', 'Content-Type') | text/xml",
                "$ctx:number.of-tries | 5",
                "$ctx:flag | true",
                "get-property('missing') | ``",
                "get-property('greeting') | hello",
                "get-property('To') | addressed To",
                "get-property('SYSTEM_TIME') | 1700000000000",
                "get-property('SYSTEM_DATE', 'yyyy-MM') | 2023-11",
                "concat(get-property('default', 'SYSTEM_DATE', 'yyyy'), '!') | 2023!",
                "concat(get-property(concat('SYSTEM_', 'DATE'), 'yyyy'), '!') | 2023!",
                "get-property('MESSAGE_FORMAT') | soap11",
                "get-property('OperationName') | getQuote",
                "get-property('OperationNamespace') | http://services.samples",
                "get-property('env', 'HOME') | /home",
                "get-property('file', 'host') | broker",
                "get-property('system', 'os') | linux",
                "$url:symbol | asked symbol",
                "'literal' | literal",
                "//m:symbol | IBM",
                "//m:symbol[2] | SUN",
                "//m:symbol/@kind | stock",
                "$body/m:getQuote/m:symbol | IBM",
                "$body/*[1]/price | 12.50",
                "$header/*[local-name()='id'] | 7",
                "local-name($env) | Envelope",
                "count(//m:symbol) | 2",
                "//price * 2 | 25",
                "concat('a-', get-property('a'), '-', $ctx:flag) | a-one-true",
                "get-property('axis2','HTTP_SC') = 500 | true",
                "$ctx:number.of-tries > 4 | true",
                "$ctx:missing = 'x' | false",
                "not(get-property('missing')) | true",
                "boolean(get-property('a')) | true",
                "//m:symbol = 'SUN' | true",
                "base64Encode('abc') | YWJj",
                "base64Decode('YWJj') | abc",
                "url-encode(get-property('a')) | one",
                "url-encode('a b&c') | a+b%26c",
                "string-length('$ctx:a get-property(') | 20",
                "//nothing | ``",
                "$var:v | variable",
                "concat($var:v, '!') | variable!",
                "$func:symbol | SUN",
                "//m:symbol[. = $func:symbol] | SUN",
                "get-property('func', 'symbol') | SUN",
                "$map:key | value",
                "concat($map:n, '') | 1.50",
                "$map:none | ``",
                "$ctx:order/id | 7",
                "$ctx:order//line/@n | 1",
                "count($ctx:order/*) | 2",
                "count($ctx:two) | 2",
                "$ctx:order/id + 1 | 8",
                "get-property('order')/line | x",
                "local-name($ctx:order) | o",
                "get-property('registry', 'conf:/a') | resource",
                "get-property(concat('a', '')) | one",
                "get-property('axis2', concat('HTTP', '_SC')) | 500",
                "get-property('default', get-property('default', 'name of a')) | ``",
                "get-property($ctx:a) | ``",
                "string-length(get-property(concat('no', 'ne'))) | 0",
                "base64Encode('abc', 'UTF-16BE') | AGEAYgBj",
                "base64Decode('AGEAYgBj', 'UTF-16BE') | abc",
                "url-encode('\u00e9', 'ISO-8859-1') | %E9",
                "hmac-generate('text', 'key') | 369e2959eb49450338b212748f77d8ded74847bb",
                "hmac-generate('text', 'key', 'HmacSHA256') "
                        + "| 6afa9046a9579cad143a384c1b564b9a250d27d6f6a63f9f20bf3a7594c9e2c6",
                "matches(//m:symbol[1], '^I.M$') | true",
            })
    void an_expression_comes_to_its_value(String text, String expected) {
        assertThat(Expressions.read(text, NAMESPACES).evaluate(view).asText()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get-property('a')",
                "$trp:Content-Type",
                "concat(get-property('a'), $axis2:HTTP_SC)",
                "get-property('axis2','HTTP_SC') = 500",
                "base64Encode($ctx:a)"
            })
    void what_does_not_look_into_the_body_does_not_parse_it(String text) {
        view.with(Body.received(Content.ofText("<no xml", "text/xml"), true));

        assertThat(Expressions.read(text, NAMESPACES).evaluate(view).asText()).isNotEmpty();
        assertThat(view.body().isParsed()).isFalse();
    }

    @Test
    void a_body_that_cannot_be_read_is_said_to_be_so() {
        view.with(Body.received(Content.ofText("<no xml", "text/xml"), true));

        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> Expressions.read("//x", NAMESPACES).evaluate(view));
    }

    @Test
    void missing_is_told_from_empty() {
        assertThat(Expressions.read("//nothing", NAMESPACES).evaluate(view).isMissing())
                .isTrue();
        assertThat(Expressions.read("''", NAMESPACES).evaluate(view).isMissing())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "//x:y | x",
                "concat('a' | ``",
                "get-property('transprt', 'a') | transport'",
                "contains($cxt:a, 'b') | did you mean 'ctx'",
                "json-eval($.a[) | no JSONPath",
                "json-eval($.a | ) of json-eval( is missing",
                "json-eval($cxt:a.b) | did you mean 'ctx'",
                "doc-or-so('x') | doc-or-so",
                "wso2:vault-lookup('db') | wso2:vault-lookup(...) is not supported",
                "concat('', hashicorp:vault-lookup('a','b')) | hashicorp:vault-lookup(...) is not supported",
                "decrypt(//x) | decrypt(...) is not supported",
                "count(1 to 1000000000) | ranges (1 to 10) are not supported",
                "matches(//x, '(a+)+', ';j') | the flag ;j is not supported",
                "hmac-generate('x') | hmac-generate",
            })
    void what_cannot_be_read_is_refused_with_the_reason(String text, String reason) {
        assertThatExceptionOfType(ExpressionSyntaxException.class)
                .isThrownBy(() -> Expressions.read(text, NAMESPACES))
                .withMessageContaining(text)
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"doc('file:///etc/hostname')", "unparsed-text('file:///etc/hostname')"})
    void an_expression_reads_no_files(String text) {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> Expressions.read(text, NAMESPACES).evaluate(view));
    }

    @Test
    void an_attribute_is_literal_or_an_expression_in_braces() {
        assertThat(AttributeValue.read("Original", NAMESPACES).of(view)).isEqualTo("Original");
        assertThat(AttributeValue.read("{$ctx:a}", NAMESPACES).of(view)).isEqualTo("one");
    }

    @Test
    void an_attribute_may_be_an_expression_without_braces_or_one_for_later() {
        assertThat(AttributeValue.read("${vars.v}", NAMESPACES).of(view)).isEqualTo("variable");
        assertThat(AttributeValue.read("{${vars.v}}", NAMESPACES).of(view)).isEqualTo("variable");
        assertThat(AttributeValue.read("{json-eval($ctx:map.n)}", NAMESPACES).value(view))
                .isEqualTo(new Value.Json(Json.read("1.50")));
        assertThat(AttributeValue.read("{{$ctx:a}}", NAMESPACES))
                .isInstanceOfSatisfying(
                        AttributeValue.Deferred.class,
                        later -> assertThat(later.of(view)).isEqualTo("one"));
        assertThat(AttributeValue.read("{{${vars.v}}}", NAMESPACES))
                .isInstanceOfSatisfying(
                        AttributeValue.Deferred.class,
                        later -> assertThat(later.of(view)).isEqualTo("variable"));
    }

    @Test
    void placeholders_are_filled_in_from_where_they_say() {
        Surroundings surroundings = view.surroundings();

        assertThat(surroundings.resolve("$SYSTEM:HOME")).isEqualTo("/home");
        assertThat(surroundings.resolve("$FILE:host")).isEqualTo("broker");
        assertThat(surroundings.resolve("tcp://${configs.port}/x")).isEqualTo("tcp://61616/x");
        assertThat(surroundings.resolve("plain")).isEqualTo("plain");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> surroundings.resolve("$FILE:hots"))
                .withMessageContaining("hots")
                .withMessageContaining("host");
    }

    @Test
    void the_type_of_a_configuration_value_is_not_its_value() {
        Map<String, String> types =
                Map.of("inEnvironment", "string", "inSystem", "cert", "inFile", "String", "gone", "string");
        Surroundings surroundings = new Surroundings(
                Map.of("inEnvironment", "1"),
                Map.of("inFile", "3"),
                types,
                name -> Optional.of("2").filter(_ -> name.equals("inSystem")));

        assertThat(surroundings.resolve("${configs.inEnvironment}${configs.inSystem}${configs.inFile}"))
                .isEqualTo("123");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> surroundings.resolve("${configs.gone}"))
                .withMessageContaining("there is no configuration value gone; config.properties has its type only");
    }
}
