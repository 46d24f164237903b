// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.expression.Surroundings;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.settings.Problem;
import dev.holdfast.settings.Problems;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlSource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expands templates as RFC 6570, section 3.2, shows it.
class UriTemplateTest {

    private static final XmlElement AT = XmlSource.read("t.xml", "<http/>".getBytes(StandardCharsets.UTF_8));
    private static final Map<String, String> VALUES = Map.of(
            "var", "value",
            "hello", "Hello World!",
            "half", "50%",
            "base", "http://example.com/home/",
            "path", "/foo/bar",
            "x", "1024",
            "y", "768",
            "empty", "",
            "uml", "\u00fc\u20ac",
            "uri.var.id", "a/b c");

    private final Problems problems = new Problems();
    private final FlowReading reading = new FlowReading(problems, Surroundings.ofProcess(), Map.of());

    private String expanded(String template) {
        return UriTemplate.read(template, AT, reading)
                .expand(name -> Optional.ofNullable(VALUES.get(name)), text -> text.isFixed() ? text.text() : "a b/c");
    }

    @ParameterizedTest
    @CsvSource({
        "'<{var}>', '<value>'",
        "'<{hello}>', '<Hello%20World%21>'",
        "'<{half}>', '<50%25>'",
        "'O{empty}X', OX",
        "'O{undef}X', OX",
        "'?{x,empty}', '?1024,'",
        "'?{x,undef}', '?1024'",
        "'{var:3}x', valx",
        "'<{+hello}>', '<Hello%20World!>'",
        "'<{+half}>', '<50%25>'",
        "'{+base}index', 'http://example.com/home/index'",
        "'here?ref={+path}', 'here?ref=/foo/bar'",
        "'X{#var}', 'X#value'",
        "'X{.var}', 'X.value'",
        "'X{.x,y}', 'X.1024.768'",
        "'{/var}', '/value'",
        "'{/var,x}/here', '/value/1024/here'",
        "'{;x,y}', ';x=1024;y=768'",
        "'{;x,y,empty}', ';x=1024;y=768;empty'",
        "'{?x,y}', '?x=1024&y=768'",
        "'{?x,y,empty}', '?x=1024&y=768&empty='",
        "'?fixed=yes{&x}', '?fixed=yes&x=1024'",
        "'{?undef}', ''",
        "'<{uml}>', '<%C3%BC%E2%82%AC>'",
        "'http://h/{uri.var.id}', 'http://h/a%2Fb%20c'"
    })
    void expandsAsTheStandardSays(String template, String expected) {
        assertThat(expanded(template)).isEqualTo(expected);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void aVariableAtTheBeginningMayBeAWholeUri() {
        assertThat(expanded("{base}x")).isEqualTo("http://example.com/home/x");
        assertThat(expanded("{base}{half}")).isEqualTo("http://example.com/home/50%25");
    }

    @Test
    void theLegacyEncodingKeepsReservedCharacters() {
        assertThat(expanded("legacy-encoding:http://h/{uri.var.id}")).isEqualTo("http://h/a/b%20c");
    }

    @Test
    void anExpressionIsFilledInAndOnlyMadeFitForAUri() {
        assertThat(expanded("http://${vars.host}/{var}")).isEqualTo("http://a%20b/c/value");
    }

    @ParameterizedTest
    @CsvSource({
        "'http://h/{', 'a brace { is not closed'",
        "'http://h/{a b}', 'is no variable'",
        "'http://h/{$ctx:x}', 'is no variable'"
    })
    void whatIsNoTemplateIsReported(String template, String expected) {
        UriTemplate.read(template, AT, reading);
        assertThat(problems.all())
                .singleElement()
                .extracting(Problem::text)
                .asString()
                .contains(expected);
    }
}
