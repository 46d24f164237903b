// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.time.SystemTimer;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.activemq.ActiveMQConnectionFactory;

/// Stores and messages for the tests.
final class JmsFixture {

    static final SystemTimer TIMER = new SystemTimer();
    static final IdSource IDS = new IdSource(TIMER, new Random(42));
    static final Duration SOON = Duration.ofSeconds(5);

    private JmsFixture() {}

    /// A store as an artifact would ask for it, with more parameters in pairs of name and value.
    static JmsMessageStore store(String url, String name, String... more) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("java.naming.factory.initial", ActiveMqClassic.CONTEXT_FACTORY);
        values.put("java.naming.provider.url", url);
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Problems problems = new Problems();
        Parameters parameters = parameters(values, problems);
        var blueprint = new JmsStoreProvider().read(parameters);
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(problems.all().toString());
        }
        return (JmsMessageStore) blueprint.open(new Setting(name, TIMER, IDS, true));
    }

    static Parameters parameters(Map<String, String> values, Problems problems) {
        Location location = new Location("Original.xml", 3, "parameter");
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        values.forEach((name, value) -> parameters.put(name, Parameter.of(name, value, location)));
        return new Parameters(location, parameters, problems);
    }

    static StoredMessage message(String text) {
        return message(Content.ofText(text, "text/plain"));
    }

    static StoredMessage message(Content content) {
        FlowId flow = IDS.newFlow();
        return StoredMessage.of(IDS.newAppend(flow), Instant.now(), "Original", Message.of(flow, content));
    }

    static List<StoredMessage> messages(String prefix, int count) {
        List<StoredMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(message(prefix + i));
        }
        return messages;
    }

    static Delivery take(StoreConsumer consumer) throws InterruptedException {
        return consumer.receive(SOON).orElseThrow(() -> new AssertionError("nothing came"));
    }

    static String text(Delivery delivery) {
        return new String(valid(delivery).message().content().toByteArray(), StandardCharsets.UTF_8);
    }

    static StoredMessage valid(Delivery delivery) {
        return ((Delivery.Received.Valid) delivery.received()).message();
    }

    /// The texts of all messages, in order, acknowledged.
    static List<String> drain(StoreConsumer consumer) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        Duration patience = Duration.ofMillis(500);
        for (Optional<Delivery> next = consumer.receive(SOON); next.isPresent(); next = consumer.receive(patience)) {
            texts.add(text(next.get()));
            next.get().acknowledge();
        }
        return texts;
    }

    /// Puts bytes into a queue that say of themselves that a store wrote them.
    static void putDamaged(String url, String queue, byte[] bytes) throws JMSException {
        try (Connection connection = new ActiveMQConnectionFactory(url).createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(bytes);
            message.setStringProperty(WireForm.FORMAT, "1");
            producer.send(message);
        }
    }

    /// What a failed call said about the message.
    static StoreException.Category categoryOf(Runnable call) {
        try {
            call.run();
        } catch (StoreException e) {
            return e.category();
        }
        throw new AssertionError("the call succeeded");
    }
}
