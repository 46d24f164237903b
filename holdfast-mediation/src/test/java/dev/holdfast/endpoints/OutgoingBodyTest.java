// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.content.Body;
import dev.holdfast.content.Json;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingBodyTest {

    private static Content sent(Body body, String... properties) {
        return sent(body, MessageFormat.AS_IS, properties);
    }

    private static Content sent(Body body, MessageFormat format, String... properties) {
        Map<String, String> axis2 = new java.util.HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            axis2.put(properties[i], properties[i + 1]);
        }
        return new OutgoingBody(
                        format, name -> Optional.ofNullable(axis2.get(name)).map(PropertyValue::of))
                .content(body, "");
    }

    private static Body body(String text, String type) {
        return Body.received(Content.ofText(text, type), false);
    }

    private static String text(Content content) {
        return new String(content.toByteArray(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":[1]} | application/json | application/xml | <?xml version='1.0' encoding='utf-8'?><jsonObject>"
                        + "<?xml-multiple a?><a>1</a></jsonObject> | application/xml; charset=UTF-8",
                "<a><b>1</b></a> | application/xml | application/json | {\"a\":{\"b\":1}} | application/json",
                "<a><b>1</b></a> | application/xml | application/x-www-form-urlencoded | b=1 |"
                        + " application/x-www-form-urlencoded",
                "b=1 | application/x-www-form-urlencoded | application/json | {\"xformValues\":{\"b\":1}} |"
                        + " application/json",
                "{\"a\":1} | application/json | text/plain | {\"a\":1} | text/plain; charset=UTF-8",
                "{\"a\":1} | application/json | application/hal+json | {\"a\":1} | application/hal+json",
                "{\"a\":1} | application/json; charset=utf-8 | application/hal+json | {\"a\":1} |"
                        + " application/hal+json; charset=utf-8",
                "<a/> | application/xml | application/vnd.x+xml | <a/> | application/vnd.x+xml",
                "<a/> | application/xml | application/pdf | <a/> | application/pdf",
                "hi | text/plain | application/json | \"hi\" | application/json",
            })
    void message_type_chooses_the_format(String text, String type, String messageType, String expected, String as) {
        Content sent = sent(body(text, type), "messageType", messageType, "ContentType", messageType);

        assertThat(text(sent)).isEqualTo(expected);
        assertThat(sent.type()).hasValue(as);
    }

    @Test
    void text_xml_is_soap() {
        Content sent = sent(body("{\"a\":1}", "application/json"), "messageType", "text/xml");

        assertThat(text(sent)).contains("<soapenv:Body><jsonObject><a>1</a></jsonObject></soapenv:Body>");
        assertThat(sent.type()).hasValue("text/xml; charset=UTF-8");
    }

    @Test
    void content_type_is_what_the_body_is_called() {
        Content sent = sent(
                body("<a/>", "application/xml"),
                "messageType",
                "application/xml",
                "ContentType",
                "text/xml; profile=p");

        assertThat(text(sent)).isEqualTo("<a/>");
        assertThat(sent.type()).hasValue("text/xml; profile=p");
        assertThat(sent(body("<a/>", "application/xml"), "ContentType", "text/xml")
                        .type())
                .hasValue("text/xml");
    }

    @Test
    void an_endpoint_that_names_a_format_wins() {
        assertThat(sent(body("{\"a\":1}", "application/json"), MessageFormat.POX, "messageType", "application/json")
                        .type())
                .hasValue("application/xml; charset=UTF-8");
        assertThat(sent(body("<a/>", "application/xml"), MessageFormat.REST, "messageType", "application/json")
                        .type())
                .hasValue("application/json");
    }

    @Test
    void nothing_stays_nothing() {
        assertThat(sent(Body.ofQuery("a=1"), "messageType", "application/json").isEmpty())
                .isTrue();
        assertThat(sent(body("{}", "application/json"), "NO_ENTITY_BODY", "true")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "<a>ü€</a>, application/xml, ISO-8859-1, <?xml version='1.0' encoding='iso-8859-1'?><a>ü&#x20AC;</a>",
        "<a>ü€</a>, application/xml, UTF-16, <?xml version='1.0' encoding='utf-16'?><a>ü€</a>",
        "'{\"a\":\"ü€\"}', application/json, US-ASCII, '{\"a\":\"\\u00fc\\u20ac\"}'",
        "ü, text/plain, ISO-8859-1, ü",
        "a=%C3%BC, application/x-www-form-urlencoded, ISO-8859-1, a=%FC",
    })
    void a_character_set_can_be_asked_for(String text, String type, String charset, String expected) {
        Content sent = sent(body(text, type), "CHARACTER_SET_ENCODING", charset);

        assertThat(sent.type()).hasValue(type + "; charset=" + charset);
        assertThat(new String(sent.toByteArray(), Charset.forName(charset))).isEqualTo(expected);
        assertThat(sent(body(text, type), "ContentType", type + ";charset=" + charset))
                .isEqualTo(sent);
    }

    @Test
    void bytes_that_are_in_the_character_set_asked_for_stay_as_they_are() {
        Content content = Content.ofText("{ \"a\" : 1 }", "application/json; charset=utf-8");

        assertThat(sent(Body.received(content, false), "CHARACTER_SET_ENCODING", "UTF-8"))
                .isSameAs(content);
    }

    @Test
    void a_character_set_that_is_not_known_or_too_small_is_an_error() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> sent(body("a", "text/plain"), "CHARACTER_SET_ENCODING", "nowhere"))
                .withMessageContaining("CHARACTER_SET_ENCODING");
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> sent(body("€", "text/plain"), "CHARACTER_SET_ENCODING", "ISO-8859-1"))
                .withMessageContaining("ISO-8859-1");
    }

    @Test
    void the_media_type_can_be_silent_about_the_character_set() {
        assertThat(sent(body("<a/>", "application/xml; charset=UTF-8"), "setCharacterEncoding", "false")
                        .type())
                .hasValue("application/xml");
        assertThat(sent(Body.of(Json.read("1")), "messageType", "text/xml", "setCharacterEncoding", "false")
                        .type())
                .hasValue("text/xml");
    }

    @Test
    void a_body_that_is_written_anew_keeps_its_kind() {
        Body hal =
                Body.of(Json.read("{}")).labelled(Optional.of("application/hal+json; profile=\"a b\"; charset=latin1"));
        Body csv = Body.ofText("a,b").labelled(Optional.of("text/csv"));
        Body other = Body.of(Json.read("{}")).labelled(Optional.of("application/xml"));

        assertThat(hal.content().type()).hasValue("application/hal+json; profile=\"a b\"");
        assertThat(csv.content().type()).hasValue("text/csv; charset=UTF-8");
        assertThat(other.content().type()).hasValue("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messageType", "ContentType"})
    void a_media_type_cannot_start_another_header_field(String property) {
        for (String evil :
                new String[] {"application/json\r\nX-Evil: 1", "application/json; a=b\nX-Evil: 1", "text/x\u0000"}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> sent(body("{}", "application/json"), property, evil));
        }
    }
}
