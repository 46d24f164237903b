// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.synapse.message.store.impl.commons.StorableMessage;
import org.junit.jupiter.api.Test;

final class UpstreamMessagesTest {

    private static final String SOAP = """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header>\
            <Body xmlns="urn:not-the-body"/></soapenv:Header><soapenv:Body>%s</soapenv:Body></soapenv:Envelope>""";

    @Test
    void bytes_of_java_serialization_are_known_by_their_beginning() {
        assertThat(UpstreamMessages.isSerialized(UpstreamStreams.written("x"))).isTrue();
        assertThat(UpstreamMessages.isSerialized("{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(UpstreamMessages.isSerialized(new byte[] {(byte) 0xAC, (byte) 0xED}))
                .isFalse();
    }

    @Test
    void every_kind_of_property_and_the_headers_are_read() {
        StorableMessage stored = new StorableMessage();
        stored.priority = 7;
        stored.axis2message.soapEnvelope = SOAP.formatted("<order/>");
        stored.axis2message.toAddress = "http://orders";
        stored.axis2message.relatesToMessageId = "urn:uuid:2";
        stored.axis2message.properties.put("TRANSPORT_HEADERS", new TreeMap<>(Map.of("X__HYPHEN__A", "b__COLON__c")));
        HashMap<String, Object> options = new HashMap<>();
        options.put("text", "t");
        options.put("flag", true);
        options.put("number", 202);
        options.put("fraction", 0.5);
        options.put("letter", 'x');
        stored.axis2message.properties.put("ABSTRACT_MC_PROPERTIES", options);
        stored.synapseMessage.properties.put("orderId", "7");
        stored.synapseMessage.propertyObjects.put("OM_ELEMENT_PREFIX_o", "<o/>".getBytes(StandardCharsets.UTF_8));
        UpstreamMessage read = UpstreamMessages.read(UpstreamStreams.written(stored));
        assertThat(read.content()).isEqualTo(Content.ofText(SOAP.formatted("<order/>"), "text/xml; charset=UTF-8"));
        assertThat(read.headers()).isEqualTo(Headers.of("X-A", "b:c"));
        assertThat(read.priority()).hasValue(7);
        assertThat(read.ours()).isEmpty();
        assertThat(read.properties().values())
                .isEqualTo(Map.of(
                        PropertyName.of("orderId"), PropertyValue.of("7"),
                        PropertyName.of("o"), new PropertyValue.Xml("<o/>"),
                        PropertyName.axis2("text"), PropertyValue.of("t"),
                        PropertyName.axis2("flag"), PropertyValue.of(true),
                        PropertyName.axis2("number"), PropertyValue.of(202),
                        PropertyName.axis2("fraction"), new PropertyValue.DoublePrecision(0.5),
                        PropertyName.axis2("letter"), PropertyValue.of("x"),
                        PropertyName.addressing("To"), PropertyValue.of("http://orders"),
                        PropertyName.addressing("RelatesTo"), PropertyValue.of("urn:uuid:2")));
    }

    @Test
    void plain_xml_text_and_bytes_stand_in_the_body_of_the_envelope() {
        assertThat(body("<order xmlns=\"urn:x\"/>", "application/xml"))
                .isEqualTo(Content.ofText("<order xmlns=\"urn:x\"/>", "application/xml"));
        String payload = " xmlns=\"http://ws.apache.org/commons/ns/payload\">";
        assertThat(body("<text" + payload + "a &lt; b</text>", "text/csv; charset=ISO-8859-1"))
                .isEqualTo(Content.ofText("a < b", "text/csv; charset=UTF-8"));
        assertThat(body("<binary" + payload + "AAEC</binary>", "image/png"))
                .isEqualTo(Content.of(new byte[] {0, 1, 2}, "image/png"));
        assertThat(body("", "text/plain").isEmpty()).isTrue();
    }

    @Test
    void a_message_that_had_no_headers_is_read() {
        StorableMessage stored = new StorableMessage();
        stored.axis2message.jsonStream = "{}".getBytes(StandardCharsets.UTF_8);
        stored.axis2message.properties.put("TRANSPORT_HEADERS", Collections.emptyMap());
        UpstreamMessage read = UpstreamMessages.read(UpstreamStreams.written(stored));
        assertThat(read.headers()).isEqualTo(Headers.empty());
        assertThat(read.content()).isEqualTo(Content.ofText("{}", "application/json"));
    }

    @Test
    void versions_of_the_classes_do_not_matter() {
        StorableMessage stored = new StorableMessage();
        stored.axis2message.jsonStream = "{}".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = UpstreamStreams.written(stored);
        for (long version : new long[] {-4017032465030780647L, 4039974525414318462L, -6297561592988596840L}) {
            replace(bytes, version, 42);
        }
        assertThat(UpstreamMessages.read(bytes).content()).isEqualTo(Content.ofText("{}", "application/json"));
    }

    @Test
    void other_objects_and_messages_without_a_body_are_refused() {
        assertThatThrownBy(() -> UpstreamMessages.read(UpstreamStreams.written(new java.io.File("x"))))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("java.io.File")
                .hasMessageContaining("not allowed");
        assertThatThrownBy(() -> UpstreamMessages.read(UpstreamStreams.written(new StorableMessage())))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("no body");
        assertThatThrownBy(() -> UpstreamMessages.read(UpstreamStreams.written("text")))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("StorableMessage");
    }

    private static Content body(String inEnvelope, String type) {
        StorableMessage stored = new StorableMessage();
        stored.axis2message.soapEnvelope = SOAP.formatted(inEnvelope);
        stored.axis2message.isDoingPOX = true;
        stored.axis2message.properties.put(
                "TRANSPORT_HEADERS", new TreeMap<>(Map.of("content__HYPHEN__type", type.replace("/", "__SLASH__"))));
        return UpstreamMessages.read(UpstreamStreams.written(stored)).content();
    }

    private static void replace(byte[] bytes, long found, long by) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int at = 0; at + Long.BYTES <= bytes.length; at++) {
            if (buffer.getLong(at) == found) {
                buffer.putLong(at, by);
                return;
            }
        }
        throw new AssertionError("version " + found + " is not in the stream");
    }
}
