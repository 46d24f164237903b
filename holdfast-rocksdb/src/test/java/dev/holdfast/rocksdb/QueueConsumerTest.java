// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several threads at one embedded store.
class QueueConsumerTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final WatchedTimer timer = new WatchedTimer();
    private RocksDbDatabase database;
    private MessageStore store;

    @BeforeEach
    void open() {
        database = RocksDbDatabase.open(TestDatabase.settings(folder), timer);
        store = database.openStore("orders");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void idle_receivers_do_not_wake_one_another() {
        int receivers = 4;
        int messages = 50;
        ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < receivers; i++) {
            threads.add(Thread.ofVirtual().start(() -> receiveAll(received)));
        }
        await().until(() -> timer.waits() == receivers);
        for (int i = 0; i < messages; i++) {
            store.append(TestMessages.messages("<" + i + ">"));
            int count = i + 1;
            await().until(() -> received.size() == count && timer.waits() >= receivers + count);
        }
        assertThat(timer.waits()).isEqualTo(receivers + messages);
        store.close();
        assertThat(threads).allSatisfy(thread -> assertThat(thread.join(LONG)).isTrue());
    }

    private void receiveAll(ConcurrentLinkedQueue<String> received) {
        try (StoreConsumer consumer = store.openConsumer(1)) {
            while (true) {
                Optional<Delivery> delivery = consumer.receive(LONG);
                delivery.orElseThrow().acknowledge();
                received.add(TestDatabase.text(delivery.orElseThrow()));
            }
        } catch (StoreException e) {
            assertThat(e.category()).isEqualTo(StoreException.Category.CLOSED);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_interrupted_receiver_takes_no_wake_up_with_it() throws Exception {
        Thread interrupted = Thread.ofVirtual().start(() -> {
            try (StoreConsumer consumer = store.openConsumer(1)) {
                consumer.receive(LONG);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> timer.waits() == 1);
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (StoreConsumer consumer = store.openConsumer(1)) {
                text.complete(TestDatabase.text(consumer.receive(LONG).orElseThrow()));
            } catch (InterruptedException e) {
                text.completeExceptionally(e);
            }
        });
        await().until(() -> timer.waits() == 2);
        interrupted.interrupt();
        assertThat(interrupted.join(LONG)).isTrue();
        store.append(TestMessages.messages("<m>"));
        await().atMost(Duration.ofSeconds(5)).until(text::isDone);
        assertThat(text.get()).isEqualTo("<m>");
    }

    @Test
    void the_window_holds_for_all_threads_of_a_consumer_together() throws InterruptedException {
        store.append(TestMessages.messages("<1>", "<2>", "<3>", "<4>", "<5>", "<6>"));
        ConcurrentLinkedQueue<Delivery> held = new ConcurrentLinkedQueue<>();
        try (StoreConsumer consumer = store.openConsumer(3)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                threads.add(Thread.ofVirtual().start(() -> {
                    try {
                        consumer.receive(Duration.ZERO).ifPresent(held::add);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(held).hasSize(3);
            held.remove().acknowledge();
            assertThat(consumer.receive(Duration.ZERO)).isPresent();
            assertThat(consumer.receive(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void the_end_of_the_database_wakes_those_who_wait() throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (StoreConsumer consumer = store.openConsumer(1)) {
                consumer.receive(LONG);
            } catch (StoreException | InterruptedException e) {
                end.complete(e);
            }
        });
        await().until(() -> timer.waits() == 1);
        database.close();
        await().atMost(Duration.ofSeconds(5)).until(end::isDone);
        assertThat(end.get())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(StoreException.Category.CLOSED));
    }

    @Test
    void nothing_of_a_closed_database_can_be_used() {
        store.append(TestMessages.messages("<m>"));
        database.close();
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> database.openStore("another"));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.append(TestMessages.messages("<n>")));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.openConsumer(1));
        assertThatExceptionOfType(StoreException.class).isThrownBy(store::probe);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> database.journal().attempts());
    }
}
