// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static dev.holdfast.jms.JmsFixture.categoryOf;
import static dev.holdfast.jms.JmsFixture.drain;
import static dev.holdfast.jms.JmsFixture.messages;
import static dev.holdfast.jms.JmsFixture.take;
import static dev.holdfast.jms.JmsFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.servers.FreePort;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The transport `failover:`, with which the client of ActiveMQ Classic connects again by itself and sends again
/// what was not answered.
final class ReconnectingClientTest {

    private static final String QUEUE = "shared";

    @TempDir
    private Path folder;

    private ActiveMqBroker broker;
    private JmsMessageStore direct;

    @BeforeEach
    void start() {
        broker = ActiveMqBroker.start(folder);
        direct = store(broker.url());
        await().atMost(JmsFixture.SOON.multipliedBy(6)).ignoreExceptions().untilAsserted(direct::probe);
    }

    @AfterEach
    void stop() {
        direct.close();
        broker.close();
    }

    @Test
    void a_send_whose_answer_was_lost_is_unknown_and_not_repeated() throws Exception {
        assertNotRepeated(MuteRelay::cut);
    }

    @Test
    void a_send_to_a_broker_that_is_killed_is_unknown_and_not_repeated_when_it_is_back() throws Exception {
        assertNotRepeated(_ -> {
            broker.kill();
            broker.restart();
        });
    }

    /// What happens to the connection while a send is under way.
    private interface Incident {

        /// Makes it happen.
        void happen(MuteRelay relay) throws IOException;
    }

    /// The message that was sent has been taken from the queue: the broker would not know a second one.
    private void assertNotRepeated(Incident incident) throws Exception {
        try (MuteRelay relay = new MuteRelay(broker.url());
                JmsMessageStore over = store(failover(relay.url()));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            over.append(messages("before", 1));
            relay.loseAnswers();
            Future<Category> outcome = threads.submit(() -> categoryOf(() -> over.append(messages("m", 1))));
            try (StoreConsumer consumer = direct.openConsumer(1)) {
                take(consumer).acknowledge();
                Delivery stored = take(consumer);
                assertThat(text(stored)).isEqualTo("m0");
                stored.acknowledge();
            }
            relay.passAnswers();
            incident.happen(relay);
            assertThat(outcome.get()).isEqualTo(Category.UNKNOWN);
            await().atMost(JmsFixture.SOON.multipliedBy(6)).ignoreExceptions().untilAsserted(over::probe);
            over.append(messages("after", 1));
            try (StoreConsumer consumer = direct.openConsumer(1)) {
                assertThat(drain(consumer)).containsExactly("after0");
            }
        }
    }

    @Test
    void the_next_broker_of_the_list_is_taken_when_the_first_is_down() throws InterruptedException {
        String nobody = "tcp://127.0.0.1:" + FreePort.next();
        try (JmsMessageStore over = store(failover(nobody + "," + broker.url()) + "&randomize=false")) {
            over.append(messages("m", 2));
            try (StoreConsumer consumer = over.openConsumer(2)) {
                assertThat(drain(consumer)).containsExactly("m0", "m1");
            }
        }
        try (JmsMessageStore none = store(failover(nobody))) {
            assertThat(categoryOf(() -> none.append(messages("m", 1)))).isEqualTo(Category.UNAVAILABLE);
        }
    }

    /// With this transport the client connects again by itself, and the broker says yes to an acknowledgement of
    /// what it has not handed out over the new connection.
    @Test
    void an_acknowledgement_is_certain() throws InterruptedException {
        try (JmsMessageStore over = store(failover(broker.url()))) {
            over.append(messages("m", 2));
            StoreConsumer consumer = over.openConsumer(2);
            Delivery held = take(consumer);
            broker.kill();
            broker.restart();
            await().atMost(JmsFixture.SOON.multipliedBy(6)).ignoreExceptions().untilAsserted(direct::probe);
            boolean acknowledged = acknowledge(held);
            consumer.close();
            try (StoreConsumer next = over.openConsumer(2)) {
                assertThat(drain(next)).isEqualTo(acknowledged ? List.of("m1") : List.of("m0", "m1"));
            }
        }
    }

    private static boolean acknowledge(Delivery delivery) {
        try {
            delivery.acknowledge();
            return true;
        } catch (StoreException _) {
            return false;
        }
    }

    private static String failover(String urls) {
        return "failover:(" + urls + ")?initialReconnectDelay=10&maxReconnectDelay=100";
    }

    private static JmsMessageStore store(String url) {
        return JmsFixture.store(url, "Over", "store.jms.destination", QUEUE, "store.send.timeout", "10000");
    }
}
