// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.message.Content;
import java.nio.charset.StandardCharsets;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    private static final String SOAP11 =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                    + "<soapenv:Header/><soapenv:Body><a:b xmlns:a=\"urn:a\" c=\"d\">1 &lt; 2 &amp; ü</a:b></soapenv:Body>"
                    + "</soapenv:Envelope>";

    private static Body body(String text, String type) {
        return Body.received(Content.ofText(text, type), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/xml | <?xml version=\"1.0\"?><!-- < --><x:Envelope xmlns:x=\"u\"/> | SOAP11",
                "text/xml; charset=utf-8 | <order/> | XML",
                "application/soap+xml | <x/> | SOAP12",
                "application/xml | <x/> | XML",
                "application/atom+xml | <x/> | XML",
                "application/json | {} | JSON",
                "application/problem+json;charset=utf-8 | {} | JSON",
                "TEXT/Plain | hello | TEXT",
                "application/octet-stream | x | BINARY",
                "text/xml | `` | NONE",
            })
    void the_media_type_and_the_root_say_what_a_body_is(String type, String text, Format expected) {
        Body body = body(text, type);

        assertThat(body.format()).isEqualTo(expected);
        assertThat(body.isParsed()).isFalse();
    }

    @Test
    void a_request_with_a_soap_action_is_soap() {
        assertThat(Body.received(Content.ofText("<x/>", "text/xml"), true).format())
                .isEqualTo(Format.SOAP11);
    }

    @Test
    void a_body_that_was_looked_at_keeps_its_bytes() {
        Content content = Content.ofText("<?xml version=\"1.0\"?>\n" + SOAP11, "text/xml; charset=utf-8");
        Body body = Body.received(content, false);

        assertThat(body.payload()).isPresent();
        assertThat(body.content()).isSameAs(content);
        assertThat(body.as(Format.SOAP11, "")).isSameAs(content);
    }

    @Test
    void an_envelope_is_written_as_it_was_read() {
        assertThat(body(SOAP11, "text/xml").envelope().toXml())
                .isEqualTo("<?xml version='1.0' encoding='utf-8'?>" + SOAP11);
    }

    @Test
    void soap_changes_its_version() {
        Content twelve = body(SOAP11, "text/xml").as(Format.SOAP12, "urn:getQuote");

        assertThat(twelve.type()).hasValue("application/soap+xml; charset=UTF-8; action=\"urn:getQuote\"");
        assertThat(text(twelve))
                .contains("http://www.w3.org/2003/05/soap-envelope", "1 &lt; 2 &amp; ü")
                .doesNotContain("schemas.xmlsoap.org");
        assertThat(text(Body.received(twelve, false).as(Format.SOAP11, "")))
                .contains("<a:b xmlns:a=\"urn:a\" c=\"d\">");
    }

    @Test
    void plain_xml_leaves_its_envelope_and_enters_one() {
        Content plain = body(SOAP11, "text/xml").as(Format.XML, "");

        assertThat(text(plain))
                .isEqualTo(
                        "<?xml version='1.0' encoding='utf-8'?><a:b xmlns:a=\"urn:a\" c=\"d\">1 &lt; 2 &amp; ü</a:b>");
        assertThat(plain.type()).hasValue("application/xml; charset=UTF-8");
        assertThat(body("<a/>", "application/xml").envelope().toXml())
                .endsWith("<soapenv:Header/><soapenv:Body><a/></soapenv:Body></soapenv:Envelope>");
    }

    @Test
    void text_and_bytes_are_elements_inside_an_envelope() {
        Body text = body("a < b", "text/plain");
        Body bytes = Body.received(Content.of(new byte[] {0, 1, 2}, "application/octet-stream"), false);

        assertThat(text.envelope().toXml())
                .contains("<p:text xmlns:p=\"http://ws.apache.org/commons/ns/payload\">a &lt; b</p:text>");
        assertThat(bytes.envelope().toXml()).contains("AAEC</p:binary>");
        assertThat(text(Body.of(text.envelope(), Format.TEXT).content())).isEqualTo("a < b");
        assertThat(Body.of(bytes.envelope(), Format.BINARY).content().toByteArray())
                .containsExactly(0, 1, 2);
    }

    @Test
    void header_blocks_are_set_replaced_and_removed_in_copies() {
        QName name = new QName("urn:h", "token", "h");
        Envelope before = body(SOAP11, "text/xml").envelope();
        Envelope after = before.withHeaderText(name, "one").withHeaderText(name, "two");

        assertThat(after.toXml()).contains("<soapenv:Header><h:token xmlns:h=\"urn:h\">two</h:token></soapenv:Header>");
        assertThat(before.headerBlocks()).isEmpty();
        assertThat(after.withoutHeader(name).headerBlocks()).isEmpty();
    }

    @Test
    void the_character_set_of_the_media_type_counts() {
        byte[] latin = "<a>ü</a>".getBytes(StandardCharsets.ISO_8859_1);
        Body said = Body.received(Content.of(latin, "application/xml; charset=\"iso-8859-1\""), false);

        assertThat(said.payload().orElseThrow().getTextContent()).isEqualTo("ü");
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(
                        () -> body("<a/>", "application/xml; charset=nowhere").envelope())
                .withMessageContaining("nowhere");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>",
                "no xml",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
                "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>",
                "<a>&undefined;</a>",
                "<x:a/>"
            })
    void what_is_not_safe_xml_is_unreadable(String text) {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> body(text, "application/xml").envelope())
                .withMessageContaining("cannot be read as XML")
                .withMessageNotContaining("passwd");
    }

    @Test
    void a_bottomless_document_is_unreadable() {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> body("<a>".repeat(100_000), "application/xml").envelope());
    }

    @Test
    void a_body_that_is_not_what_its_media_type_says_is_unreadable() {
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> body("<order/>", "application/soap+xml").envelope())
                .withMessageContaining("order");
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> body(SOAP11, "application/soap+xml").envelope())
                .withMessageContaining("soap11");
        assertThatExceptionOfType(UnreadableBodyException.class)
                .isThrownBy(() -> body("{", "application/json").envelope())
                .withMessageContaining("JSON");
    }

    @Test
    void faults_are_written_in_the_words_of_their_version() {
        Envelope eleven = SoapFault.ofReceiver(SoapVersion.SOAP11, "no <store>").in(SoapVersion.SOAP11);
        Envelope twelve =
                new SoapFault("Sender", "why", "urn:n", "urn:r", SoapFault.Detail.of("more")).in(SoapVersion.SOAP12);

        assertThat(eleven.isFault()).isTrue();
        assertThat(eleven.toXml())
                .contains("<soapenv:Fault><faultcode>soapenv:Server</faultcode>"
                        + "<faultstring>no &lt;store&gt;</faultstring></soapenv:Fault>");
        assertThat(twelve.toXml())
                .contains(
                        "<soapenv:Code><soapenv:Value>soapenv:Sender</soapenv:Value></soapenv:Code>",
                        "<soapenv:Reason><soapenv:Text xml:lang=\"en\">why</soapenv:Text></soapenv:Reason>",
                        "<soapenv:Node>urn:n</soapenv:Node><soapenv:Role>urn:r</soapenv:Role>",
                        "<soapenv:Detail>more</soapenv:Detail>");
        assertThat(Body.of(SoapFault.of("Server", "why").asPlainXml(), Format.XML)
                        .content())
                .satisfies(content -> assertThat(text(content)).endsWith("<Exception>why</Exception>"));
    }

    @Test
    void json_that_was_looked_at_keeps_its_bytes() {
        Content content = Content.ofText("{ \"a\" : 1.0, \"b\":[1] }", "application/json; charset=utf-8");
        Body body = Body.received(content, false);

        assertThat(body.json().get("a").decimalValue()).isEqualTo("1.0");
        assertThat(body.json()).isSameAs(body.json());
        assertThat(body.envelope().toXml())
                .contains("<soapenv:Body><jsonObject><a>1.0</a><?xml-multiple b?><b>1</b></jsonObject></soapenv:Body>");
        assertThat(body.content()).isSameAs(content);
        assertThat(body.as(Format.JSON, "")).isSameAs(content);
        assertThat(body.as(Format.TEXT, "").type()).hasValue("text/plain; charset=UTF-8");
    }

    @Test
    void every_body_can_be_seen_as_json() {
        assertThat(Json.write(body(SOAP11, "text/xml").json())).isEqualTo("{\"b\":{\"@c\":\"d\",\"$\":\"1 < 2 & ü\"}}");
        assertThat(Json.write(body("7", "text/plain").json())).isEqualTo("\"7\"");
        assertThat(Json.write(body("", "text/plain").json())).isEqualTo("{}");
        assertThat(Json.write(body("<a>7</a>", "application/xml").json())).isEqualTo("{\"a\":7}");
        assertThat(text(body("<a>7</a>", "application/xml").as(Format.JSON, "")))
                .isEqualTo("{\"a\":7}");
    }

    @Test
    void a_body_is_made_of_json_or_text() {
        Body json = Body.of(Json.read("{\"a\":1.10}"));
        Body text = Body.ofText("grün");

        assertThat(json.format()).isEqualTo(Format.JSON);
        assertThat(json.content().type()).hasValue("application/json");
        assertThat(text(json.content())).isEqualTo("{\"a\":1.10}");
        assertThat(json.text()).isEqualTo("{\"a\":1.10}");
        assertThat(text(json.as(Format.XML, ""))).endsWith("<jsonObject><a>1.10</a></jsonObject>");
        assertThat(text.format()).isEqualTo(Format.TEXT);
        assertThat(text.text()).isEqualTo("grün");
    }

    @Test
    void a_copy_shares_bytes_and_json_and_no_tree_of_xml() {
        Body received = body(SOAP11, "text/xml");
        Body json = Body.of(Json.read("[1]"));
        Body made = Body.of(received.envelope().withHeaderText(new QName("urn:h", "t", "h"), "x"), Format.XML);

        assertThat(received.copy().content()).isSameAs(received.content());
        assertThat(received.copy().envelope()).isNotSameAs(received.envelope());
        assertThat(json.copy().json()).isSameAs(json.json());
        assertThat(made.copy().envelope().root()).isNotSameAs(made.envelope().root());
        assertThat(made.copy().envelope().headerBlocks()).hasSize(1);
    }

    @Test
    void media_types_are_read_leniently() {
        MediaType type = MediaType.parse("Application/SOAP+xml; charset=\"utf-8\"; action=\"urn:a;b\\\"c\"");

        assertThat(type.name()).isEqualTo("application/soap+xml");
        assertThat(type.charset()).hasValue(StandardCharsets.UTF_8);
        assertThat(type.parameters()).containsEntry("action", "urn:a;b\"c");
    }

    private static String text(Content content) {
        return new String(content.toByteArray(), StandardCharsets.UTF_8);
    }
}
