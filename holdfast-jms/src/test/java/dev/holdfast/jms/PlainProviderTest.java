// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static dev.holdfast.jms.JmsFixture.drain;
import static dev.holdfast.jms.JmsFixture.messages;
import static dev.holdfast.jms.JmsFixture.take;
import static dev.holdfast.jms.JmsFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.logs.LogCapture;
import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store with a client that has no acknowledgement of single messages, as far as is known.
final class PlainProviderTest {

    @TempDir
    private Path folder;

    private ActiveMqBroker broker;
    private JmsMessageStore store;

    @BeforeEach
    void start() {
        broker = ActiveMqBroker.start(folder);
        store = JmsFixture.store(
                broker.url(),
                "Plain",
                "java.naming.factory.initial",
                PlainProvider.class.getName(),
                "store.send.timeout",
                "10000");
    }

    @AfterEach
    void stop() {
        store.close();
        broker.close();
    }

    @Test
    void each_message_comes_when_the_one_before_it_is_settled() throws InterruptedException {
        store.append(messages("m", 4));
        try (StoreConsumer consumer = store.openConsumer(64)) {
            Delivery first = take(consumer);
            assertThat(text(first)).isEqualTo("m0");
            assertThat(consumer.receive(Duration.ofMillis(200))).isEmpty();
            first.acknowledge();
            take(consumer).release();
            Delivery second = take(consumer);
            assertThat(text(second)).isEqualTo("m1");
            second.acknowledge();
        }
        try (StoreConsumer consumer = store.openConsumer(64)) {
            assertThat(drain(consumer)).containsExactly("m2", "m3");
        }
    }

    @Test
    void the_log_says_once_that_lanes_and_keys_have_no_effect() {
        try (LogCapture log = new LogCapture(JmsMessageStore.class.getName())) {
            store.openConsumer(64).close();
            store.openConsumer(64).close();
            // Stores of other tests say something, too.
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("store Plain"))
                    .singleElement()
                    .asString()
                    .startsWith("WARNING store Plain")
                    .contains("lanes and ordering keys of a processor have no effect");
        }
    }
}
