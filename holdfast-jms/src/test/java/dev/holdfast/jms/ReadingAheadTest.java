// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static dev.holdfast.jms.JmsFixture.drain;
import static dev.holdfast.jms.JmsFixture.messages;
import static dev.holdfast.jms.JmsFixture.take;
import static dev.holdfast.jms.JmsFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Consumers of ActiveMQ Classic that have messages in advance, and acknowledge many in one go.
final class ReadingAheadTest {

    private static final int THREADS = 32;

    @TempDir
    private Path folder;

    private ActiveMqBroker broker;
    private JmsMessageStore store;

    @BeforeEach
    void start() {
        broker = ActiveMqBroker.start(folder);
        store = JmsFixture.store(broker.url(), "Ahead", "store.send.timeout", "10000");
        await().atMost(JmsFixture.SOON.multipliedBy(6)).ignoreExceptions().untilAsserted(store::probe);
    }

    @AfterEach
    void stop() {
        store.close();
        broker.close();
    }

    @Test
    void what_crashed_consumers_had_in_advance_comes_again_in_its_order() throws InterruptedException {
        append(300);
        int next = 0;
        for (int crash = 0; crash < 4; crash++) {
            JmsConsumer consumer = (JmsConsumer) store.openConsumer(40);
            for (int i = 0; i < 30; i++) {
                Delivery delivery = take(consumer);
                assertThat(text(delivery)).isEqualTo("m" + next);
                delivery.acknowledge();
                next++;
            }
            assertThat(text(take(consumer))).isEqualTo("m" + next);
            consumer.abort();
        }
        try (StoreConsumer consumer = store.openConsumer(40)) {
            assertThat(drain(consumer)).isEqualTo(texts(next, 300));
        }
    }

    @Test
    void what_a_closed_consumer_had_in_advance_comes_again_in_its_order() throws InterruptedException {
        append(200);
        int next = 0;
        for (int window : List.of(64, 8, 32, 1)) {
            try (StoreConsumer consumer = store.openConsumer(window)) {
                for (int i = 0; i < 20; i++) {
                    Delivery delivery = take(consumer);
                    assertThat(text(delivery)).isEqualTo("m" + next);
                    delivery.acknowledge();
                    next++;
                }
            }
        }
        try (StoreConsumer consumer = store.openConsumer(64)) {
            assertThat(drain(consumer)).isEqualTo(texts(next, 200));
        }
    }

    @Test
    void a_consumer_has_no_more_than_its_window_and_others_get_the_rest() throws InterruptedException {
        append(100);
        try (StoreConsumer first = store.openConsumer(10);
                StoreConsumer second = store.openConsumer(10)) {
            for (int i = 0; i < 30; i++) {
                take(first).acknowledge();
            }
            Delivery held = take(first);
            List<String> others = drain(second);
            assertThat(others).hasSizeGreaterThanOrEqualTo(60).doesNotContain(text(held));
            held.acknowledge();
            List<String> rest = drain(first);
            assertThat(rest.size() + others.size()).isEqualTo(69);
        }
    }

    @Test
    void what_is_released_comes_before_what_was_read_ahead() throws InterruptedException {
        append(50);
        try (StoreConsumer consumer = store.openConsumer(20)) {
            for (int i = 0; i < 10; i++) {
                take(consumer).acknowledge();
            }
            Delivery released = take(consumer);
            take(consumer).acknowledge();
            released.release();
            assertThat(text(take(consumer))).isEqualTo("m10");
            assertThat(text(take(consumer))).isEqualTo("m12");
        }
    }

    @Test
    void what_many_threads_acknowledged_before_the_broker_was_killed_does_not_come_again() throws Exception {
        append(2000);
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        Queue<String> perhaps = new ConcurrentLinkedQueue<>();
        CountDownLatch underWay = new CountDownLatch(400);
        StoreConsumer consumer = store.openConsumer(THREADS * 2);
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    takeUntilItFails(consumer, perhaps, acknowledged, underWay);
                    return true;
                }));
            }
            underWay.await();
            broker.kill();
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        consumer.close();
        assertThat(acknowledged).doesNotHaveDuplicates();
        broker.restart();
        await().atMost(JmsFixture.SOON.multipliedBy(6)).ignoreExceptions().untilAsserted(store::probe);
        try (StoreConsumer after = store.openConsumer(THREADS)) {
            List<String> left = drain(after);
            assertThat(left)
                    .doesNotContainAnyElementsOf(acknowledged)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo((a, b) -> number(a) - number(b));
            List<String> expected = texts(0, 2000);
            expected.removeAll(List.copyOf(perhaps));
            assertThat(left).containsAll(expected);
        }
    }

    private static void takeUntilItFails(
            StoreConsumer consumer, Queue<String> taken, Queue<String> acknowledged, CountDownLatch underWay)
            throws InterruptedException {
        try {
            for (Optional<Delivery> next = consumer.receive(JmsFixture.SOON);
                    next.isPresent();
                    next = consumer.receive(JmsFixture.SOON)) {
                String text = text(next.get());
                taken.add(text);
                next.get().acknowledge();
                acknowledged.add(text);
                underWay.countDown();
            }
        } catch (StoreException e) {
            assertThat(e.category()).isIn(StoreException.Category.UNKNOWN, StoreException.Category.UNAVAILABLE);
        }
    }

    @Test
    void whoever_waits_for_a_frozen_broker_is_told_and_the_messages_come_again() throws Exception {
        append(6);
        StoreConsumer consumer = store.openConsumer(4);
        List<Delivery> held = List.of(take(consumer), take(consumer), take(consumer));
        broker.freeze();
        List<Future<?>> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            held.forEach(delivery -> outcomes.add(threads.submit(delivery::acknowledge)));
        }
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThatThrownBy(outcome::get).hasCauseInstanceOf(StoreException.class));
        assertThatThrownBy(() -> consumer.receive(Duration.ofSeconds(1))).isInstanceOf(StoreException.class);
        consumer.close();
        broker.resume();
        await().atMost(JmsFixture.SOON.multipliedBy(6)).ignoreExceptions().untilAsserted(store::probe);
        try (StoreConsumer next = store.openConsumer(4)) {
            assertThat(drain(next)).endsWith("m3", "m4", "m5").isSortedAccordingTo((a, b) -> number(a) - number(b));
        }
    }

    @Test
    void a_queue_whose_name_asks_for_messages_in_advance_has_them() throws InterruptedException {
        append(50);
        try (JmsMessageStore pushed = JmsFixture.store(
                        broker.url(), "Pushed", "store.jms.destination", "Ahead_Queue?consumer.prefetchSize=5");
                StoreConsumer consumer = pushed.openConsumer(20)) {
            assertThat(drain(consumer)).isEqualTo(texts(0, 50));
        }
    }

    private void append(int count) {
        store.append(messages("m", count));
    }

    private static List<String> texts(int from, int to) {
        return new ArrayList<>(
                IntStream.range(from, to).mapToObj(number -> "m" + number).toList());
    }

    private static int number(String text) {
        return Integer.parseInt(text.substring(1));
    }
}
