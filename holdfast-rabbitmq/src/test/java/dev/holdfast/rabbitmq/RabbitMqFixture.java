// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/// Stores and messages for the tests.
final class RabbitMqFixture {

    static final SystemTimer TIMER = new SystemTimer();
    static final IdSource IDS = new IdSource(TIMER, new Random(42));
    static final Duration SOON = Duration.ofMinutes(1);

    private RabbitMqFixture() {}

    /// A store as an artifact would ask for it, with parameters in pairs of name and value.
    static RabbitMqMessageStore store(int port, String name, String... more) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("store.rabbitmq.host.name", "127.0.0.1");
        values.put("store.rabbitmq.host.port", Integer.toString(port));
        values.put("store.send.timeout", "20000");
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Problems problems = new Problems();
        var blueprint = new RabbitMqStoreProvider().read(parameters(values, problems));
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(problems.all().toString());
        }
        return (RabbitMqMessageStore) blueprint.open(new Setting(name, TIMER, IDS, true));
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
    static List<String> drain(RabbitMqMessageStore store) throws InterruptedException {
        try (StoreConsumer consumer = store.openConsumer(10)) {
            return drain(consumer);
        }
    }

    /// The texts of all messages, in order, acknowledged.
    static List<String> drain(StoreConsumer consumer) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        Duration patience = Duration.ofMillis(500);
        for (Optional<Delivery> next = consumer.receive(patience);
                next.isPresent();
                next = consumer.receive(patience)) {
            texts.add(text(next.get()));
            next.get().acknowledge();
        }
        return texts;
    }

    /// What a failed call said about the message.
    static StoreException.Category categoryOf(Runnable call) {
        return failureOf(call).category();
    }

    /// How a call failed.
    static StoreException failureOf(Runnable call) {
        try {
            call.run();
        } catch (StoreException e) {
            return e;
        }
        throw new AssertionError("the call succeeded");
    }

    /// Tries until it succeeds.
    static void eventually(Runnable step) {
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(StoreException.class)
                .until(() -> {
                    step.run();
                    return true;
                });
    }

    /// What somebody else does with the broker.
    interface Deed<T> {

        /// Does it.
        T on(Channel channel) throws IOException, InterruptedException;
    }

    /// Does something over a connection that is not the store's.
    static <T> T elsewhere(int port, Deed<T> deed) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            return deed.on(channel);
        } catch (IOException | TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
