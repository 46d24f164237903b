// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static dev.holdfast.jms.JmsFixture.categoryOf;
import static dev.holdfast.jms.JmsFixture.drain;
import static dev.holdfast.jms.JmsFixture.message;
import static dev.holdfast.jms.JmsFixture.messages;
import static dev.holdfast.jms.JmsFixture.take;
import static dev.holdfast.jms.JmsFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.message.Content;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.servers.ActiveMq5Broker;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException.Category;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// An ActiveMQ Classic from before 5.14, which commits a transaction although it has refused a message of it: the
/// store waits for the answer to each.
final class OldActiveMqTest {

    /// Of the broker, in bytes.
    private static final String ROOM = "3000000";

    private static final Content MEBIBYTE = Content.of(new byte[1024 * 1024]);

    @TempDir
    private static Path folder;

    private static ActiveMq5Broker broker;

    private JmsMessageStore store;

    @BeforeAll
    static void startBroker() {
        broker = ActiveMq5Broker.startOld(folder, "--store-limit=" + ROOM);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void openStore(TestInfo test) {
        store = JmsFixture.store(
                broker.url(), test.getTestMethod().orElseThrow().getName(), "store.send.timeout", "5000");
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void lists_come_out_in_their_order_and_are_settled_in_any_order() throws InterruptedException {
        store.append(messages("a", 3));
        store.append(messages("b", 2));
        try (StoreConsumer consumer = store.openConsumer(5)) {
            List<Delivery> taken = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                taken.add(take(consumer));
            }
            assertThat(taken).extracting(JmsFixture::text).containsExactly("a0", "a1", "a2", "b0", "b1");
            taken.get(4).acknowledge();
            taken.get(1).acknowledge();
            taken.get(0).release();
            assertThat(text(take(consumer))).isEqualTo("a0");
        }
        try (StoreConsumer consumer = store.openConsumer(5)) {
            assertThat(drain(consumer)).containsExactly("a0", "a2", "b0");
        }
    }

    @Test
    void what_many_append_and_acknowledge_at_the_same_time_is_there_once() throws Exception {
        List<String> texts = new ArrayList<>();
        inParallel(messages("m", 100), one -> store.append(List.of(one)));
        for (int i = 0; i < 100; i++) {
            texts.add("m" + i);
        }
        try (StoreConsumer consumer = store.openConsumer(100)) {
            List<Delivery> taken = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                taken.add(take(consumer));
            }
            assertThat(taken).extracting(JmsFixture::text).containsExactlyInAnyOrderElementsOf(texts);
            inParallel(taken, Delivery::acknowledge);
        }
        try (StoreConsumer consumer = store.openConsumer(1)) {
            assertThat(consumer.receive(JmsFixture.SOON.dividedBy(10))).isEmpty();
        }
    }

    /// The first messages of the list have room, the others do not.
    @Test
    void of_a_list_of_which_a_message_is_refused_nothing_is_stored() throws InterruptedException {
        store.append(messages("before", 1));
        List<StoredMessage> list = new ArrayList<>(messages("first", 1));
        for (int i = 0; i < 8; i++) {
            list.add(message(MEBIBYTE));
        }
        assertThat(categoryOf(() -> store.append(list))).isEqualTo(Category.FULL);
        try (StoreConsumer consumer = store.openConsumer(5)) {
            assertThat(drain(consumer)).containsExactly("before0");
        }
        await().atMost(JmsFixture.SOON.multipliedBy(6))
                .ignoreExceptions()
                .untilAsserted(() -> store.append(messages("after", 2)));
        try (StoreConsumer consumer = store.openConsumer(5)) {
            assertThat(drain(consumer)).containsExactly("after0", "after1");
        }
    }

    /// Something that is done with a value.
    private interface Step<T> {

        void with(T value);
    }

    private static <T> void inParallel(List<T> values, Step<T> step) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T value : values) {
                running.add(threads.submit(() -> step.with(value)));
            }
        }
        for (Future<?> one : running) {
            one.get();
        }
    }
}
