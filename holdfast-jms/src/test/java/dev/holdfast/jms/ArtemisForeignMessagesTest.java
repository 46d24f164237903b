// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static dev.holdfast.jms.JmsFixture.take;
import static dev.holdfast.jms.JmsFixture.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.servers.ArtemisServer;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.store.StoreConsumer;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.synapse.message.store.impl.commons.StorableMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What others put into a queue of Artemis with its own client, which a store reads with that client.
final class ArtemisForeignMessagesTest {

    private static final String SOAP = """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
            <order xmlns="urn:x"><id>7</id></order></soapenv:Body></soapenv:Envelope>""";

    @TempDir
    private static Path folder;

    private static ArtemisServer broker;

    @BeforeAll
    static void startBroker() {
        broker = ArtemisServer.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void a_message_that_synapse_stored_is_read() throws Exception {
        StorableMessage stored = new StorableMessage();
        stored.axis2message.soapEnvelope = SOAP;
        stored.synapseMessage.properties.put("orderId", "7");
        try (JmsMessageStore store = store("synapse");
                StoreConsumer consumer = store.openConsumer(2)) {
            send("synapse", stored);
            Delivery delivery = take(consumer);
            StoredMessage read = valid(delivery);
            assertThat(new String(read.message().content().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(SOAP);
            assertThat(read.message().properties().values())
                    .containsEntry(PropertyName.of("orderId"), PropertyValue.of("7"));
            delivery.release();
            assertThat(valid(take(consumer)).id()).isEqualTo(read.id());
        }
    }

    @Test
    void json_that_synapse_stored_is_read() throws Exception {
        StorableMessage json = new StorableMessage();
        json.axis2message.soapEnvelope = SOAP;
        json.axis2message.jsonStream = new byte[] {'{', '}'};
        try (JmsMessageStore store = store("json");
                StoreConsumer consumer = store.openConsumer(2)) {
            send("json", json);
            assertThat(valid(take(consumer)).message().content()).isEqualTo(Content.ofText("{}", "application/json"));
        }
    }

    @Test
    void objects_of_other_classes_are_invalid_and_keep_nothing_up() throws Exception {
        try (JmsMessageStore store = store("others");
                StoreConsumer consumer = store.openConsumer(2)) {
            send("others", new ArrayList<>(List.of(new java.io.File("x"))));
            store.append(JmsFixture.messages("m", 1));
            Delivery first = take(consumer);
            assertThat(first.received()).isInstanceOfSatisfying(Received.Invalid.class, invalid -> {
                assertThat(invalid.reason()).contains("java.io.File").contains("not allowed");
                assertThat(invalid.raw().isEmpty()).isFalse();
            });
            first.acknowledge();
            assertThat(JmsFixture.text(take(consumer))).isEqualTo("m0");
        }
    }

    private static JmsMessageStore store(String queue) {
        return ArtemisFixture.store(broker.url(), "s", "store.jms.destination", queue, "store.send.timeout", "5000");
    }

    private static void send(String queue, Serializable object) throws Exception {
        ConnectionFactory factory = Class.forName(
                        "org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory", true, ArtemisFixture.CLIENT)
                .asSubclass(ConnectionFactory.class)
                .getConstructor(String.class)
                .newInstance(broker.url());
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            producer.send(session.createObjectMessage(object));
        }
    }
}
