// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static dev.holdfast.jms.JmsFixture.take;
import static dev.holdfast.jms.JmsFixture.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.upstream.UpstreamMessages;
import dev.holdfast.upstream.UpstreamStreams;
import dev.holdfast.upstream.WireFormat;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.synapse.message.store.impl.commons.StorableMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

final class ForeignMessagesTest {

    private static final String SOAP = """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
            <order xmlns="urn:x"><id>7</id></order></soapenv:Body></soapenv:Envelope>""";

    @TempDir
    private static Path folder;

    private static ActiveMqBroker broker;

    private String queue;
    private JmsMessageStore store;

    @BeforeAll
    static void startBroker() {
        broker = ActiveMqBroker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void openStore(TestInfo test) {
        queue = test.getTestMethod().orElseThrow().getName();
        store = JmsFixture.store(broker.url(), "s", "store.jms.destination", queue, "store.send.timeout", "5000");
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void a_text_message_is_a_message_with_headers() throws Exception {
        send(session -> {
            Message message = session.createTextMessage("Grüße");
            message.setStringProperty("Customer", "ACME");
            message.setIntProperty("Retries", 3);
            message.setStringProperty("Content_Type", "text/csv");
            return message;
        });
        StoredMessage read = receive();
        assertThat(read.message().content()).isEqualTo(Content.ofText("Grüße", "text/csv"));
        assertThat(read.message().headers().first("Customer")).hasValue("ACME");
        assertThat(read.message().headers().first("Retries")).hasValue("3");
        assertThat(read.note(StoredMessage.Note.ENGINE_ID).orElseThrow()).startsWith("ID:");
        assertThat(read.origin()).isEqualTo("s");
    }

    @Test
    void bytes_of_others_are_a_message() throws Exception {
        send(session -> bytes(session, "HF but not ours".getBytes(StandardCharsets.UTF_8)));
        assertThat(receive().message().content().type()).hasValue("application/octet-stream");
    }

    @Test
    void a_message_of_others_keeps_its_id_when_it_comes_again() throws Exception {
        send(session -> session.createTextMessage("again"));
        StoredMessage first;
        try (StoreConsumer consumer = store.openConsumer(1)) {
            first = valid(take(consumer));
        }
        assertThat(receive()).isEqualTo(first);
    }

    @Test
    void a_damaged_message_of_ours_is_invalid_with_its_bytes() throws Exception {
        byte[] damaged = dev.holdfast.message.MessageCodec.encode(JmsFixture.message("x"));
        damaged[damaged.length - 6] ^= 1;
        send(session -> {
            Message message = bytes(session, damaged);
            message.setStringProperty(WireForm.FORMAT, "1");
            return message;
        });
        Received.Invalid invalid = receiveInvalid();
        assertThat(invalid.raw().toByteArray()).isEqualTo(damaged);
        assertThat(invalid.foreign()).isFalse();
        assertThat(invalid.attributes()).containsKey("JMSMessageID");
    }

    @Test
    void our_bytes_without_properties_are_ours() throws Exception {
        StoredMessage ours = JmsFixture.message("bridged");
        send(session -> bytes(session, dev.holdfast.message.MessageCodec.encode(ours)));
        assertThat(receive()).isEqualTo(ours);
    }

    @Test
    void a_map_message_is_invalid_with_its_values() throws Exception {
        send(session -> {
            MapMessage map = session.createMapMessage();
            map.setString("customer", "Zoë");
            map.setInt("amount", 3);
            map.setBytes("seal", new byte[] {1, 2});
            return map;
        });
        Received.Invalid invalid = receiveInvalid();
        assertThat(invalid.reason()).contains("MapMessage");
        assertThat(text(invalid).lines())
                .containsExactlyInAnyOrder("customer (String): Zoë", "amount (Integer): 3", "seal (byte[]): AQI=");
    }

    @Test
    void a_stream_message_is_invalid_with_its_values() throws Exception {
        send(session -> {
            StreamMessage stream = session.createStreamMessage();
            stream.writeString("first");
            stream.writeLong(2);
            return stream;
        });
        Received.Invalid invalid = receiveInvalid();
        assertThat(invalid.reason()).contains("StreamMessage");
        assertThat(text(invalid).lines()).containsExactly("(String): first", "(Long): 2");
    }

    private static String text(Received.Invalid invalid) {
        return new String(invalid.raw().toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void a_soap_message_that_synapse_stored_is_read() throws Exception {
        StorableMessage stored = new StorableMessage();
        stored.axis2message.soapEnvelope = SOAP;
        stored.axis2message.action = "urn:placeOrder";
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("X__HYPHEN__Trace", "a__SLASH__b");
        headers.put("Content__HYPHEN__Type", "text__SLASH__xml");
        stored.axis2message.properties.put("TRANSPORT_HEADERS", headers);
        HashMap<String, Object> options = new HashMap<>();
        options.put("OUT_ONLY", "true");
        options.put("FORCE_SC_ACCEPTED", true);
        options.put("HTTP_SC", 202);
        stored.axis2message.properties.put("ABSTRACT_MC_PROPERTIES", options);
        stored.synapseMessage.properties.put("orderId", "7");
        stored.synapseMessage.propertyObjects.put(
                "OM_ELEMENT_PREFIX_order", "<order/>".getBytes(StandardCharsets.UTF_8));
        send(session -> session.createObjectMessage(stored));
        StoredMessage read = receive();
        assertThat(read.message().content()).isEqualTo(Content.ofText(SOAP, "text/xml; charset=UTF-8"));
        assertThat(read.message().headers().fields())
                .containsExactly(new dev.holdfast.message.Headers.Field("X-Trace", "a/b"));
        assertThat(read.message().properties().values())
                .containsEntry(PropertyName.of("orderId"), PropertyValue.of("7"))
                .containsEntry(PropertyName.of("order"), new PropertyValue.Xml("<order/>"))
                .containsEntry(PropertyName.axis2("OUT_ONLY"), PropertyValue.of("true"))
                .containsEntry(PropertyName.axis2("FORCE_SC_ACCEPTED"), PropertyValue.of(true))
                .containsEntry(PropertyName.axis2("HTTP_SC"), PropertyValue.of(202))
                .containsEntry(PropertyName.addressing("Action"), PropertyValue.of("urn:placeOrder"));
    }

    @Test
    void json_and_plain_xml_that_synapse_stored_are_read() throws Exception {
        StorableMessage json = new StorableMessage();
        json.axis2message.soapEnvelope = SOAP;
        json.axis2message.jsonStream = "{}".getBytes(StandardCharsets.UTF_8);
        send(session -> session.createObjectMessage(json));
        assertThat(receive().message().content()).isEqualTo(Content.ofText("{}", "application/json"));
        StorableMessage plain = new StorableMessage();
        plain.axis2message.soapEnvelope = SOAP;
        plain.axis2message.isDoingPOX = true;
        send(session -> session.createObjectMessage(plain));
        assertThat(receive().message().content())
                .isEqualTo(
                        Content.ofText("<order xmlns=\"urn:x\"><id>7</id></order>", "application/xml; charset=UTF-8"));
    }

    @Test
    void objects_of_other_classes_are_invalid_and_never_loaded() throws Exception {
        send(session -> session.createObjectMessage(new java.util.ArrayList<>(List.of(new java.io.File("x")))));
        Received.Invalid invalid = receiveInvalid();
        assertThat(invalid.reason()).contains("java.io.File").contains("not allowed");
        assertThat(invalid.raw().isEmpty()).isFalse();
    }

    @Test
    void a_store_for_a_rollback_writes_what_upstream_reads_and_reads_it_back_itself() throws Exception {
        Message seen;
        try (JmsMessageStore back =
                JmsFixture.store(broker.url(), "s", "store.jms.destination", queue, WireFormat.PARAMETER, "upstream")) {
            Map<PropertyName, PropertyValue> properties = Map.of(
                    PropertyName.of("JMS_MSG_P_region"), PropertyValue.of("EU"),
                    PropertyName.of("JMS_MSG_P_count"), PropertyValue.of(3),
                    PropertyName.of("typed"), PropertyValue.of(true));
            StoredMessage plain = JmsFixture.message("x");
            StoredMessage ours = new StoredMessage(
                    plain.id(),
                    plain.acceptedAt(),
                    plain.origin(),
                    plain.message()
                            .withHeaders(dev.holdfast.message.Headers.of("X-Trace", "a/b"))
                            .withProperties(new dev.holdfast.message.MessageProperties(properties)),
                    Map.of());
            back.append(List.of(ours, JmsFixture.message("second")));
            back.append(List.of(JmsFixture.message("third")));
            seen = browse();
            assertThat(seen).isInstanceOf(ObjectMessage.class);
            assertThat(seen.getStringProperty("OrigMessageID")).isEqualTo(UpstreamMessages.messageId(ours.id()));
            assertThat(seen.getStringProperty("region")).isEqualTo("EU");
            assertThat(seen.getIntProperty("count")).isEqualTo(3);
            assertThat(receive()).isEqualTo(ours);
        }
        StorableMessage read =
                UpstreamStreams.read(ActiveMqClassic.serializedObject(seen).orElseThrow());
        assertThat(read.synapseMessage.properties).containsEntry("typed", "true");
        assertThat(receive().message().content())
                .isEqualTo(JmsFixture.message("second").message().content());
        assertThat(receive().message().content())
                .isEqualTo(JmsFixture.message("third").message().content());
    }

    private Message browse() throws JMSException {
        try (Connection connection = new ActiveMQConnectionFactory(broker.url()).createConnection();
                Session session = connection.createSession();
                QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            connection.start();
            return (Message) browser.getEnumeration().nextElement();
        }
    }

    private StoredMessage receive() throws InterruptedException {
        try (StoreConsumer consumer = store.openConsumer(1)) {
            Delivery delivery = take(consumer);
            delivery.acknowledge();
            return valid(delivery);
        }
    }

    private Received.Invalid receiveInvalid() throws InterruptedException {
        try (StoreConsumer consumer = store.openConsumer(1)) {
            return (Received.Invalid) take(consumer).received();
        }
    }

    private interface Making {
        Message make(Session session) throws JMSException;
    }

    private static Message bytes(Session session, byte[] bytes) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(bytes);
        return message;
    }

    private void send(Making making) throws JMSException {
        try (Connection connection = new ActiveMQConnectionFactory(broker.url()).createConnection();
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            producer.send(making.make(session));
        }
    }
}
