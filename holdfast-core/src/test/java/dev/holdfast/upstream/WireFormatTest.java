// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageProperties;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problem;
import dev.holdfast.settings.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.synapse.message.store.impl.commons.Axis2Message;
import org.apache.synapse.message.store.impl.commons.StorableMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class WireFormatTest {

    private static final AppendId ID = new AppendId(new FlowId(0x0123456789ABCDEFL, 0x8000000000000001L), 7);

    @Test
    void upstream_reads_every_field_that_it_has() {
        StorableMessage read = UpstreamStreams.read(WireFormat.UPSTREAM.encode(message(soap())));
        assertThat(read.priority).isEqualTo(6);
        Axis2Message axis2 = read.axis2message;
        assertThat(axis2.messageID).isEqualTo(UpstreamMessages.messageId(ID)).startsWith("urn:uuid:");
        assertThat(axis2.soapEnvelope).isEqualTo(new String(soap().toByteArray(), StandardCharsets.UTF_8));
        assertThat(axis2.isDoingPOX || axis2.isDoingGET || axis2.isDoingMTOM || axis2.isDoingSWA)
                .isFalse();
        assertThat(axis2.jsonStream).isNull();
        assertThat(axis2.FLOW).isEqualTo(1);
        assertThat(axis2.transportInName).isEqualTo("http");
        assertThat(axis2.transportOutName).isEqualTo("http");
        assertThat(axis2.service).isNull();
        assertThat(axis2.operationName).isNull();
        assertThat(axis2.operationAction).isNull();
        assertThat(axis2.action).isEqualTo("urn:place");
        assertThat(axis2.toAddress).isEqualTo("http://to");
        assertThat(axis2.fromAddress).isEqualTo("http://from");
        assertThat(axis2.replyToAddress).isEqualTo("http://reply");
        assertThat(axis2.faultToAddress).isEqualTo("http://fault");
        assertThat(axis2.relatesToMessageId).isEqualTo("urn:uuid:0");
        assertThat(read.synapseMessage.response || read.synapseMessage.faultResponse)
                .isFalse();
        assertThat(read.synapseMessage.tracingState).isEqualTo(2);
        assertThat(read.synapseMessage.messageFlowTracingState).isEqualTo(2);
        assertThat(read.synapseMessage.localEntries).isEmpty();
    }

    @Test
    void upstream_reads_headers_and_properties() {
        StorableMessage read = UpstreamStreams.read(WireFormat.UPSTREAM.encode(message(soap())));
        assertThat(read.axis2message.properties.get("TRANSPORT_HEADERS"))
                .isInstanceOf(TreeMap.class)
                .isEqualTo(Map.of(
                        "X__HYPHEN__Many", "a__COMMA____SPACE__b",
                        "Content__HYPHEN__Type",
                                "text__SLASH__xml__SEMICOLON____SPACE__charset__EQUAL__UTF__HYPHEN__8"));
        HashMap<String, Object> options = new HashMap<>();
        options.put("messageType", "text/xml");
        options.put("ContentType", "text/xml; charset=UTF-8");
        options.put("OUT_ONLY", "true");
        options.put("flag", true);
        options.put("int", 1);
        options.put("long", 2L);
        options.put("short", (short) 3);
        options.put("float", 4.5f);
        options.put("double", 5.5);
        assertThat(read.axis2message.properties.get("ABSTRACT_MC_PROPERTIES")).isEqualTo(options);
        assertThat(read.axis2message.properties)
                .containsEntry("OUT_ONLY", "true")
                .doesNotContainKey("flag");
        Map<String, String> properties = new HashMap<>(read.synapseMessage.properties);
        assertThat(properties.remove("HOLDFAST_MESSAGE")).isNotEmpty();
        assertThat(properties).isEqualTo(Map.of("orderId", "7", "count", "8", "json", "{}"));
        assertThat(read.synapseMessage.propertyObjects).containsOnlyKeys("OM_ELEMENT_PREFIX_xml");
        assertThat(read.synapseMessage.propertyObjects.get("OM_ELEMENT_PREFIX_xml"))
                .isEqualTo("<x/>".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_classes_of_older_releases_are_written_with_their_version_and_fields() {
        byte[] bytes = WireFormat.UPSTREAM_OLDER.encode(message(soap()));
        Map<String, ObjectStreamClass> found = new LinkedHashMap<>();
        assertThatThrownBy(() -> describe(bytes, found)).isInstanceOf(InvalidClassException.class);
        ObjectStreamClass synapse = java.util.Objects.requireNonNull(
                found.get("org.apache.synapse.message.store.impl.commons.SynapseMessage"));
        assertThat(synapse.getSerialVersionUID()).isEqualTo(-8554668669427003761L);
        assertThat(UpstreamMessages.read(bytes).ours()).hasValue(message(soap()));
    }

    @ParameterizedTest
    @EnumSource(names = {"UPSTREAM", "UPSTREAM_OLDER"})
    void json_is_kept_beside_an_empty_envelope(WireFormat format) {
        byte[] bytes = format.encode(message(Content.ofText("{\"ü\":1}", "application/json")));
        assertThat(UpstreamMessages.read(bytes).content()).isEqualTo(Content.ofText("{\"ü\":1}", "application/json"));
        if (format == WireFormat.UPSTREAM) {
            StorableMessage read = UpstreamStreams.read(bytes);
            assertThat(read.axis2message.jsonStream).isEqualTo("{\"ü\":1}".getBytes(StandardCharsets.UTF_8));
            assertThat(read.axis2message.soapEnvelope).contains("<soapenv:Body></soapenv:Body>");
        }
    }

    static List<Content> bodies() {
        byte[] all = new byte[70_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return List.of(
                Content.empty(),
                Content.of(new byte[0], "text/plain"),
                Content.of(all),
                Content.of(all, "multipart/form-data; boundary=x"),
                Content.of(all, "text/plain"),
                Content.ofText("a=1&b=2", "application/x-www-form-urlencoded"),
                Content.ofText("{}", "application/vnd.x+json; charset=UTF-8"),
                Content.ofText("Grüße \uD83D\uDE00 <&>\r\n\t".repeat(9_000), "text/csv; charset=utf-8"),
                Content.ofText("with a \u0001 in it", "text/plain"),
                Content.ofText("<order xmlns=\"urn:x\"><id>7</id></order>", "application/xml"),
                Content.ofText("<not closed", "application/xml"),
                Content.ofText("<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>", "text/xml"),
                Content.ofText("<text xmlns=\"http://ws.apache.org/commons/ns/payload\">x</text>", "text/xml"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void what_we_wrote_is_read_back_whole_and_java_can_read_it(Content body) {
        StoredMessage message = message(body);
        byte[] bytes = WireFormat.UPSTREAM.encode(message);
        assertThat(UpstreamMessages.read(bytes).ours()).hasValue(message);
        assertThat(UpstreamStreams.read(bytes).axis2message.soapEnvelope).startsWith("<soapenv:Envelope");
    }

    @Test
    void xml_in_another_character_set_is_read_back_in_utf_8() {
        byte[] latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>ü</a>".getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = WireFormat.UPSTREAM.encode(message(Content.of(latin, "text/xml;charset=\"ISO-8859-1\"")));
        assertThat(UpstreamMessages.read(bytes).ours().orElseThrow().message().content())
                .isEqualTo(Content.ofText("<a>ü</a>", "text/xml;charset=UTF-8"));
    }

    @Test
    void what_upstream_has_stored_anew_is_not_taken_for_the_message_that_it_was() {
        StorableMessage handled = UpstreamStreams.read(WireFormat.UPSTREAM.encode(message(soap())));
        handled.axis2message.messageID = "urn:uuid:another";
        UpstreamMessage read = UpstreamMessages.read(UpstreamStreams.written(handled));
        assertThat(read.ours()).isEmpty();
        assertThat(read.properties().text("HOLDFAST_MESSAGE")).isEmpty();
        assertThat(read.properties().text("orderId")).hasValue("7");
    }

    @Test
    void our_own_form_is_the_default_and_the_other_gives_a_warning() {
        assertThat(read("holdfast")).isEmpty();
        assertThat(read("upstream")).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.text()).contains("rollback");
        });
        assertThat(read("synapse")).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
            assertThat(problem.text()).contains("'synapse'").contains("upstream-older");
        });
        StoredMessage message = message(soap());
        assertThat(WireFormat.HOLDFAST.encode(message)).isEqualTo(MessageCodec.encode(message));
    }

    private static List<Problem> read(String value) {
        Location place = Location.of("s.xml");
        Problems problems = new Problems();
        Parameter parameter = Parameter.of(WireFormat.PARAMETER, value, place);
        WireFormat.read(new Parameters(place, Map.of(WireFormat.PARAMETER, parameter), problems));
        return problems.all();
    }

    private static void describe(byte[] bytes, Map<String, ObjectStreamClass> found)
            throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
                ObjectStreamClass described = super.readClassDescriptor();
                found.put(described.getName(), described);
                return described;
            }
        }) {
            in.readObject();
        }
    }

    private static Content soap() {
        return Content.ofText(
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><a/></s:Body></s:Envelope>",
                "text/xml; charset=UTF-8");
    }

    private static StoredMessage message(Content body) {
        Map<PropertyName, PropertyValue> properties = new LinkedHashMap<>();
        properties.put(PropertyName.of("orderId"), PropertyValue.of("7"));
        properties.put(PropertyName.of("count"), PropertyValue.of(8));
        properties.put(PropertyName.of("json"), new PropertyValue.Json("{}"));
        properties.put(PropertyName.of("xml"), new PropertyValue.Xml("<x/>"));
        properties.put(PropertyName.axis2("OUT_ONLY"), PropertyValue.of("true"));
        properties.put(PropertyName.axis2("flag"), PropertyValue.of(true));
        properties.put(PropertyName.axis2("int"), PropertyValue.of(1));
        properties.put(PropertyName.axis2("long"), new PropertyValue.LongInt(2));
        properties.put(PropertyName.axis2("short"), new PropertyValue.ShortInt((short) 3));
        properties.put(PropertyName.axis2("float"), new PropertyValue.SinglePrecision(4.5f));
        properties.put(PropertyName.axis2("double"), new PropertyValue.DoublePrecision(5.5));
        properties.put(new PropertyName(PropertyScope.VARIABLE, "v"), PropertyValue.of(9));
        Map.of(
                        "To", "http://to",
                        "From", "http://from",
                        "ReplyTo", "http://reply",
                        "FaultTo", "http://fault",
                        "RelatesTo", "urn:uuid:0",
                        "Action", "urn:place")
                .forEach((name, value) -> properties.put(PropertyName.addressing(name), PropertyValue.of(value)));
        Headers headers = Headers.of(Arrays.asList(new Headers.Field("X-Many", "a"), new Headers.Field("x-many", "b")));
        Message message = new Message(
                ID.flow(),
                headers,
                body,
                new MessageProperties(properties),
                new StorageOptions(6, java.util.Optional.of(Duration.ofHours(1)), true));
        return new StoredMessage(
                ID, Instant.parse("2026-01-02T03:04:05Z"), "orders", message, Map.of(StoredMessage.Note.REASON, "why"));
    }
}
