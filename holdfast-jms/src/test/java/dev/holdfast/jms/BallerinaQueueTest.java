// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.Books;
import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.MessageStoreClient;
import dev.holdfast.StoreSource;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.servers.ActiveMqBroker;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// A queue that Ballerina's store-forward connector uses too: what it finds there, and what it leaves there. The
/// other side does here what that connector does: a bytes message with the body, each header field a text property
/// under its own name, and nothing else.
final class BallerinaQueueTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Headers FIELDS = Headers.of(List.of(
            new Headers.Field("Host", "shop.example:8080"),
            new Headers.Field("Content-Length", "13"),
            new Headers.Field("X-Order", "7"),
            new Headers.Field("X-Order", "8"),
            new Headers.Field("Cookie", "a=1"),
            new Headers.Field("Cookie", "b=2")));

    @TempDir
    private static Path folder;

    private static ActiveMqBroker broker;

    private final ScriptedEndpoint backEnd = new ScriptedEndpoint("back-end");

    @BeforeAll
    static void startBroker() {
        broker = ActiveMqBroker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void the_connector_finds_body_and_fields(TestInfo test) throws InterruptedException, JMSException {
        String queue = test.getDisplayName();
        try (Holdfast holdfast = Holdfast.open(Books.inMemory());
                MessageStoreClient client = holdfast.client(ballerina(queue)).build()) {
            client.store(order(holdfast));
        }
        Map<String, String> properties = new LinkedHashMap<>();
        byte[] body = takeAsTheConnectorDoes(queue, properties);
        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("{\"order\": 42}");
        assertThat(properties)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Content-Type", "application/json", "X-Order", "7, 8", "Cookie", "a=1; b=2"));
    }

    @Test
    void what_the_connector_stored_is_forwarded(TestInfo test) throws JMSException {
        String queue = test.getDisplayName();
        Map<String, String> fields = new LinkedHashMap<>();
        FIELDS.forEach(field -> fields.putIfAbsent(field.name(), field.value()));
        fields.put("Content-Type", "application/json");
        putAsTheConnectorDoes(queue, "{\"order\": 42}", fields);
        try (Holdfast holdfast = Holdfast.open(Books.inMemory());
                ForwardingProcessor processor =
                        holdfast.processor(plain(queue), backEnd).build()) {
            processor.start();
            Message sent = awaitOne().message();
            assertThat(sent.content()).isEqualTo(Content.ofText("{\"order\": 42}", "application/json"));
            assertThat(sent.headers().first("X-Order")).contains("7");
        }
    }

    @Test
    void our_own_come_back_with_their_id_so_that_a_repeat_can_be_told(TestInfo test) throws InterruptedException {
        String queue = test.getDisplayName();
        try (Holdfast holdfast = Holdfast.open(Books.inMemory());
                MessageStoreClient client = holdfast.client(ballerina(queue)).build();
                ForwardingProcessor processor =
                        holdfast.processor(ballerina(queue), backEnd).build()) {
            AppendId id = client.store(order(holdfast));
            processor.start();
            Outbound sent = awaitOne();
            assertThat(sent.id()).isEqualTo(id);
            assertThat(sent.message().headers().first("X-Order")).contains("7, 8");
            assertThat(sent.message().content().type()).contains("application/json");
            await().atMost(PATIENCE).until(() -> holdfast.balance(queue).outstanding() == 0);
        }
    }

    private static StoreSource ballerina(String queue) {
        return JmsStore.activeMq(broker.url(), queue).asBallerinaWrites().build();
    }

    private static StoreSource plain(String queue) {
        return JmsStore.activeMq(broker.url(), queue).build();
    }

    private static Message order(Holdfast holdfast) {
        return holdfast.message(Content.ofText("{\"order\": 42}", "application/json"))
                .withHeaders(FIELDS);
    }

    private Outbound awaitOne() {
        await().atMost(PATIENCE).until(() -> backEnd.sent().size() == 1);
        return backEnd.sent().getFirst();
    }

    private static byte[] takeAsTheConnectorDoes(String queue, Map<String, String> properties) throws JMSException {
        try (Connection connection = new ActiveMQConnectionFactory(broker.url()).createConnection();
                Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
                var consumer = session.createConsumer(session.createQueue(queue))) {
            connection.start();
            BytesMessage message = (BytesMessage) consumer.receive(PATIENCE.toMillis());
            var names = message.getPropertyNames();
            while (names.hasMoreElements()) {
                String name = String.valueOf(names.nextElement());
                if (!name.startsWith("JMSX")) {
                    properties.put(name, message.getStringProperty(name));
                }
            }
            byte[] body = new byte[(int) message.getBodyLength()];
            message.readBytes(body);
            message.acknowledge();
            return body;
        }
    }

    private static void putAsTheConnectorDoes(String queue, String body, Map<String, String> fields)
            throws JMSException {
        try (Connection connection = new ActiveMQConnectionFactory(broker.url()).createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var producer = session.createProducer(session.createQueue(queue))) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, String> field : fields.entrySet()) {
                message.setStringProperty(field.getKey(), field.getValue());
            }
            producer.send(message);
        }
    }
}
