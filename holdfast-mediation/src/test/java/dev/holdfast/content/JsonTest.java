// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.message.Content;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.10",
                "0.00",
                "12345678901234567890123456789012345678901234567890",
                "-0.1234567890123456789012345678901234567890",
                "0.0000001",
                "100000000000000000000",
                "{\"b\":[1,2.50,null,true],\"a\":{\"x\":\"\\\"\\\\\\n\"},\"\":[]}"
            })
    void json_is_written_as_it_was_read(String text) {
        assertThat(Json.write(Json.read(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1e5, 100000", "1.5E3, 1500", "2E-7, 0.0000002", "1e400, 1E+400", "1e-999999999, 1E-999999999"})
    void a_number_with_an_exponent_keeps_its_value(String text, String expected) {
        assertThat(Json.write(Json.read(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{'a':1}",
                "{\"a\":1,}",
                "[1] 2",
                "// no\n1",
                "NaN",
                "01",
                "{\"a\":1,\"a\":2}",
                "{\"secret\" \"value\"}",
                "secret"
            })
    void what_is_not_strict_json_is_refused_without_quoting_it(String text) {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.read(text))
                .withMessageNotContaining("secret");
    }

    @Test
    void an_exponent_beyond_all_numbers_is_refused() {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> Json.read("{\"a\": 1e2222222222222222222222222222400}"))
                .withMessageContaining("beyond what a number can be");
    }

    @Test
    void depth_numbers_and_tokens_are_limited() {
        assertThat(Json.read("[".repeat(512) + "]".repeat(512)).size()).isEqualTo(1);
        for (String tooMuch : new String[] {
            "[".repeat(513) + "]".repeat(513),
            "[".repeat(1_000_000),
            "{\"a\":".repeat(513),
            "1".repeat(1_001),
            "[" + "0,".repeat(5_000_000) + "0]"
        }) {
            assertThatExceptionOfType(JsonSyntaxException.class)
                    .isThrownBy(() -> Json.read(tooMuch))
                    .withMessageContaining("limits");
        }
    }

    @Test
    void what_can_be_read_can_be_written_and_what_is_far_deeper_cannot() {
        String deepest = "[".repeat(512) + "]".repeat(512);
        JsonNode value = Json.read(deepest);
        assertThat(Json.write(value)).isEqualTo(deepest);

        for (int i = 0; i < 600; i++) {
            value = Json.mapper().createArrayNode().add(value);
        }
        JsonNode tooDeep = value;
        assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> Json.write(tooDeep));
    }

    @Test
    void nothing_names_a_class() {
        JsonNode value = Json.read("{\"@class\":\"java.net.URL\",\"@type\":\"x\"}");

        assertThat(value.isObject()).isTrue();
        assertThat(value.get("@class").stringValue()).isEqualTo("java.net.URL");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, application/json",
        "UTF-16BE, application/json",
        "UTF-16LE, application/json",
        "UTF-16, application/json; charset=utf-16",
        "UTF-32BE, application/json",
        "UTF-32LE, application/json; charset=utf-32",
        "ISO-8859-1, application/json; charset=iso-8859-1",
        "windows-1252, application/json; charset=\"windows-1252\"",
    })
    void bytes_are_read_in_their_character_set(String charset, String type) {
        byte[] bytes = "{\"ä\":\"ü\"}".getBytes(Charset.forName(charset));
        Body body = Body.received(Content.of(bytes, type), false);

        assertThat(body.json().get("ä").stringValue()).isEqualTo("ü");
        assertThat(body.text()).contains("ü");
    }

    @Test
    void bytes_that_are_not_of_their_character_set_are_refused() {
        byte[] latin = "\"ü\"".getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> Body.received(Content.of(latin, "application/json"), false)
                        .json());
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> Body.received(Content.of(latin, "application/json; charset=us-ascii"), false)
                        .json());
    }

    @Test
    void a_byte_order_mark_is_no_value() {
        byte[] bytes = "\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8);

        assertThat(Json.read(Content.of(bytes, "application/json")).get("a").intValue())
                .isEqualTo(1);
    }

    @Test
    void a_value_as_text_has_no_quotes() {
        assertThat(Json.text(Json.read("\"a\\\"b\""))).isEqualTo("a\"b");
        assertThat(Json.text(Json.read("1.50"))).isEqualTo("1.50");
        assertThat(Json.text(Json.read("null"))).isEqualTo("null");
        assertThat(Json.text(Json.read("[ 1 ]"))).isEqualTo("[1]");
    }
}
