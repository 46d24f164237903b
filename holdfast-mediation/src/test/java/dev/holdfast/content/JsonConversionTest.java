// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.message.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonConversionTest {

    private static String xml(String json) {
        return XmlText.of(JsonToXml.convert(Json.read(json)));
    }

    private static String json(String xml) {
        return Json.write(XmlToJson.convert(Envelope.parseElement(xml)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"x\",\"b\":1.10,\"c\":true} | <jsonObject><a>x</a><b>1.10</b><c>true</c></jsonObject>",
                "{\"a\":[1,2]} | <jsonObject><a>1</a><a>2</a></jsonObject>",
                "{\"a\":[1]} | <jsonObject><?xml-multiple a?><a>1</a></jsonObject>",
                "{\"a\":[],\"b\":1} | <jsonObject><?xml-multiple a?><b>1</b></jsonObject>",
                "[1,[2,[]],{}] | <jsonArray><jsonElement>1</jsonElement><jsonElement><jsonArray><jsonElement>2"
                        + "</jsonElement><jsonElement><jsonArray/></jsonElement></jsonArray></jsonElement><jsonElement>"
                        + "<jsonEmpty>_JsonScanner_EMPTY_OBJECT</jsonEmpty></jsonElement></jsonArray>",
                "[] | <jsonArray/>",
                "{} | <jsonObject/>",
                "{\"a\":[[1],[]]} | <jsonObject><a><jsonArray><jsonElement>1</jsonElement></jsonArray></a>"
                        + "<a><jsonArray/></a></jsonObject>",
                "{\"a\":null,\"b\":{}} | <jsonObject><a/><b><jsonEmpty>_JsonScanner_EMPTY_OBJECT</jsonEmpty></b>"
                        + "</jsonObject>",
                "{\"12X12\":1,\"$schema\":2,\"1\":[3]} | <jsonObject><_JsonReader_PD_12X12>1</_JsonReader_PD_12X12>"
                        + "<_JsonReader_PS_schema>2</_JsonReader_PS_schema><?xml-multiple 1?>"
                        + "<_JsonReader_PD_1>3</_JsonReader_PD_1></jsonObject>",
                "{\"a b\":1} | <jsonObject><a_JsonReader_32_b>1</a_JsonReader_32_b></jsonObject>",
                "{\"x\":{\"@id\":\"7\",\"$\":\"text\",\"y\":1}} | <jsonObject><x id=\"7\">text<y>1</y></x></jsonObject>",
                "\"text\" | <jsonObject>text</jsonObject>",
                "7 | <jsonObject>7</jsonObject>",
            })
    void json_becomes_xml_and_comes_back(String json, String xml) {
        assertThat(xml(json)).isEqualTo(xml);
        assertThat(json(xml)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<order xmlns=\"urn:o\" xmlns:p=\"urn:p\"><p:id>7</p:id></order> | {\"order\":{\"id\":7}}",
                "<a> <b>1</b> <c/> <b>2</b> </a> | {\"a\":{\"b\":[1,2],\"c\":null}}",
                "<a x=\"1\" p:y=\"2\" xmlns:p=\"urn:p\">t</a> | {\"a\":{\"@x\":\"1\",\"@y\":\"2\",\"$\":\"t\"}}",
                "<a x=\"1\" p:x=\"2\" xmlns:p=\"urn:p\"/> | {\"a\":{\"@x\":\"1\",\"@p:x\":\"2\"}}",
                "<a>some <b>bold</b> text</a> | {\"a\":{\"$\":\"some  text\",\"b\":\"bold\"}}",
                "<a><!-- no --><?other?><![CDATA[1 < 2]]></a> | {\"a\":\"1 < 2\"}",
                "<a/> | {\"a\":null}",
                "<a><jsonArray>text</jsonArray></a> | {\"a\":[]}",
                "<a><x>1</x><jsonArray/></a> | {\"a\":{\"x\":1,\"jsonArray\":null}}",
                "<a><?xml-multiple b?><b><c>1</c></b></a> | {\"a\":{\"b\":[{\"c\":1}]}}",
            })
    void any_xml_becomes_json(String xml, String json) {
        assertThat(json(xml)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "-7.10, -7.10",
        "0, 0",
        "12345678901234567890123, 12345678901234567890123",
        "true, true",
        "false, false",
        "007, \"007\"",
        "+7, \"+7\"",
        "1e5, \"1e5\"",
        "1E5, \"1E5\"",
        "7., \"7.\"",
        ".7, \".7\"",
        "-0, \"-0\"",
        "TRUE, \"TRUE\"",
        "null, \"null\"",
        "NaN, \"NaN\"",
        "0x1F, \"0x1F\"",
        "' 7', \" 7\"",
        "٧, \"٧\"",
    })
    void text_becomes_a_number_or_boolean_only_when_json_would_write_it_so(String text, String json) {
        assertThat(json("<a>" + text + "</a>")).isEqualTo("{\"a\":" + json + "}");
    }

    @Test
    void a_very_long_number_stays_text() {
        String digits = "1".repeat(100_000);

        assertThat(json("<a>" + digits + "</a>")).isEqualTo("{\"a\":\"" + digits + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a:b",
                "a/b",
                "-a",
                ".a",
                "@",
                "@xmlns",
                "@a:b",
                "$",
                "_JsonReader_PD_1",
                "_JsonReader_32_",
                "x_jsonreader_32_y",
                "$_JsonReader_PS_",
                "9 lives",
                "jsonArray",
                "jsonElement",
                "jsonEmpty",
                "jsonObject",
                "straße",
                "注文",
                "заказ",
                "\uD83D\uDE00",
                "\u0000",
                "<&>",
                "x?>",
                "xmlns",
                "xml"
            })
    void every_name_comes_back(String name) {
        String json = "{\"x\":{" + Json.write(Json.mapper().getNodeFactory().stringNode(name)) + ":[1],\"z\":2}}";
        Body body = Body.received(Content.ofText(json, "application/json"), false);
        String xml = new String(body.as(Format.XML, "").toByteArray(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(json(xml.substring(xml.indexOf("<json")))).isEqualTo(json);
    }

    @Test
    void letters_of_many_scripts_stay_readable() {
        assertThat(xml("{\"straße\":1,\"заказ\":2,\"注文\":3}"))
                .isEqualTo("<jsonObject><straße>1</straße><заказ>2</заказ><注文>3</注文></jsonObject>");
    }

    @Test
    void what_xml_cannot_carry_is_refused() {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> xml("{\"a\":\"\\u0001\"}"))
                .withMessageContaining("U+0001");
    }

    @Test
    void a_conversion_cannot_blow_up() {
        String longName = "n".repeat(40_000);
        String manyTimes = "{\"" + longName + "\":[" + "1,".repeat(2_000) + "1]}";
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> xml(manyTimes))
                .withMessageContaining("characters");
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> xml("[" + "1,".repeat(1_000_000) + "1]"))
                .withMessageContaining("values");
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> xml("[".repeat(300) + "]".repeat(300)))
                .withMessageContaining("levels");
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> json("<a>" + "<b/>".repeat(1_000_001) + "</a>"))
                .withMessageContaining("values");
    }
}
