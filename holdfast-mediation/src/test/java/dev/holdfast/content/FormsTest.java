// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.message.Content;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static Body form(String text) {
        return Body.received(Content.ofText(text, FORM), false);
    }

    private static String xml(Body body) {
        return XmlText.of(body.payload().orElseThrow());
    }

    private static String text(Content content) {
        return new String(content.toByteArray(), StandardCharsets.UTF_8);
    }

    private static Body multipart(String text) {
        return Body.received(
                Content.ofText(text.replace("\n", "\r\n"), "multipart/form-data; boundary=\"x y\""), false);
    }

    @Test
    void a_form_is_elements_in_the_order_of_its_fields() {
        Body form = form("name=J%C3%BCrgen+M&tag=1&tag=2&empty=&bare&2nd=x&%24s=y&a%20b=z&&");

        assertThat(form.format()).isEqualTo(Format.FORM);
        assertThat(xml(form))
                .isEqualTo("<xformValues><name>Jürgen M</name><tag>1</tag><tag>2</tag><empty/><bare/>"
                        + "<_JsonReader_PD_2nd>x</_JsonReader_PD_2nd><_JsonReader_PS_s>y</_JsonReader_PS_s>"
                        + "<a_JsonReader_32_b>z</a_JsonReader_32_b></xformValues>");
        assertThat(Json.write(form.json()))
                .isEqualTo("{\"xformValues\":{\"name\":\"Jürgen M\",\"tag\":[1,2],\"empty\":null,\"bare\":null,"
                        + "\"2nd\":\"x\",\"$s\":\"y\",\"a b\":\"z\"}}");
    }

    @Test
    void elements_are_written_as_a_form() {
        Body form = form("a=1+2&b=%26%3D&2=%2B&a=%C3%A4");
        Body changed = Body.of(form.envelope(), Format.FORM);

        assertThat(text(form.content())).isEqualTo("a=1+2&b=%26%3D&2=%2B&a=%C3%A4");
        assertThat(text(changed.content())).isEqualTo("a=1%202&b=%26%3D&2=%2B&a=%C3%A4");
        assertThat(changed.content().type()).hasValue(FORM);
        assertThat(Body.of(Json.read("{\"a\":[1,2],\"b c\":\"x&y\"}")).query()).isEqualTo("a=1&a=2&b%20c=x%26y");
    }

    @Test
    void the_character_set_of_a_form_counts() {
        Content latin = Content.ofText("a=%E4", FORM + "; charset=ISO-8859-1");

        assertThat(xml(Body.received(latin, false))).isEqualTo("<xformValues><a>ä</a></xformValues>");
        assertThat(text(Body.received(latin, false).as(Format.FORM, "", StandardCharsets.UTF_8)))
                .isEqualTo("a=%C3%A4");
    }

    @Test
    void a_query_stands_for_the_body_that_a_get_does_not_have() {
        Body query = Body.ofQuery("symbol=IBM&n=2");

        assertThat(query.format()).isEqualTo(Format.NONE);
        assertThat(query.content().isEmpty()).isTrue();
        assertThat(xml(query.copy())).isEqualTo("<xformValues><symbol>IBM</symbol><n>2</n></xformValues>");
        assertThat(Body.ofQuery("").payload()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%4", "a=%00"})
    void a_form_that_is_broken_is_unreadable(String text) {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> form(text).envelope());
    }

    @Test
    void fields_are_limited_and_have_no_fields() {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> form("a=1&".repeat(10_001)).envelope())
                .withMessageContaining("10000 fields");
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> Body.of(Json.read("{\"a\":{\"b\":1}}")).query())
                .withMessageContaining("fields within fields");
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> Body.ofText("x").query())
                .withMessageContaining("no field");
    }

    @Test
    void parts_are_elements_and_come_back() {
        Body body = multipart("""
                a preamble
                --x y
                Content-Disposition: form-data; name="text"

                grün
                --x y
                content-disposition: form-data; name="up load"; filename="a\"<b>.bin"
                Content-Type: application/octet-stream

                \u0000\u0001
                --\r
                --x y
                Content-Disposition: form-data; name="j"
                Content-Type: application/json

                {"a":1}
                --x y--
                epilogue""");
        String expected =
                "<xformValues><text>grün</text><up_JsonReader_32_load content-type=\"application/octet-stream\""
                        + " filename=\"a&quot;&lt;b&gt;.bin\">AAENCi0tDQ==</up_JsonReader_32_load>"
                        + "<j content-type=\"application/json\">{\"a\":1}</j></xformValues>";

        assertThat(body.format()).isEqualTo(Format.MULTIPART);
        assertThat(xml(body)).isEqualTo(expected);
        Content written = Body.of(body.envelope(), Format.MULTIPART).content();
        assertThat(text(written))
                .contains("name=\"up load\"; filename=\"a%22<b>.bin\"\r\nContent-Type: application/oct");
        assertThat(xml(Body.received(written, false))).isEqualTo(expected.replace("a&quot;", "a%22"));
        assertThat(Body.of(body.envelope(), Format.MULTIPART).content()).isEqualTo(written);
    }

    @Test
    void a_form_of_no_parts_is_empty() {
        assertThat(xml(multipart("--x y--"))).isEqualTo("<xformValues/>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--x y",
                "--x y\n",
                "--x y\nContent-Disposition: form-data; name=\"a\"\n\nno end",
                "--x y\nContent-Disposition: form-data\n\nno name\n--x y--",
                "--x y\nno header\n--x y--",
            })
    void parts_that_are_broken_are_unreadable(String text) {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> multipart(text.isEmpty() ? "x" : text).envelope());
    }

    @Test
    void parts_and_their_headers_are_limited() {
        String part = "--x y\nContent-Disposition: form-data; name=\"a\"\n\n\n";
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> multipart(part.repeat(1_001) + "--x y--").envelope())
                .withMessageContaining("1000 parts");
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> multipart(part.replace("\n\n", "\nX: " + "x".repeat(9_000) + "\n\n") + "--x y--")
                        .envelope())
                .withMessageContaining("8192");
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> Body.received(Content.ofText("--\r\n----", "multipart/form-data"), false)
                        .envelope())
                .withMessageContaining("boundary");
    }

    @Test
    void no_part_can_start_another_header_field() {
        Envelope evil = Envelope.around(
                SoapVersion.SOAP11,
                Envelope.parseElement("<f><a content-type=\"text/plain&#xd;&#xa;X-Evil: 1\">1</a></f>"));
        Envelope name = Envelope.around(
                SoapVersion.SOAP11, Envelope.parseElement("<f><a filename=\"x&#xd;&#xa;X-Evil: 1\">AA==</a></f>"));

        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> Body.of(evil, Format.MULTIPART).content());
        assertThat(text(Body.of(name, Format.MULTIPART).content())).contains("filename=\"x%0D%0AX-Evil: 1\"");
    }
}
