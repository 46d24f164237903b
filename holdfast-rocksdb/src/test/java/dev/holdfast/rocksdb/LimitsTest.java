// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.ledger.Change;
import dev.holdfast.ledger.Journal.Sync;
import dev.holdfast.store.Countable;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stores and disks that are full.
class LimitsTest {

    private static final long MEMORY = 24L << 20;

    @TempDir
    private Path folder;

    @Test
    void below_the_reserve_nothing_is_appended_and_settling_goes_on() throws InterruptedException {
        try (RocksDbDatabase database = TestDatabase.open(folder)) {
            database.openStore("orders").append(TestMessages.messages("<1>", "<2>", "<3>"));
        }
        try (RocksDbDatabase database = open(new RocksDbSettings.Limits(Long.MAX_VALUE, 0, MEMORY))) {
            MessageStore store = database.openStore("orders");
            checkFull(() -> store.append(TestMessages.messages("<4>")), "nothing more is taken: ");
            checkFull(store::probe, "nothing more is taken: ");
            try (StoreConsumer consumer = store.openConsumer(3)) {
                consumer.receive(Duration.ZERO).orElseThrow().acknowledge();
                Delivery second = consumer.receive(Duration.ZERO).orElseThrow();
                database.journal()
                        .commit(
                                List.of(
                                        new Change.Put("dead-letters", TestMessages.message("<2>")),
                                        new Change.Remove(second)),
                                Sync.FLUSHED);
            }
            assertThat(TestDatabase.drain(store)).containsExactly("<3>");
            assertThat(TestDatabase.drain(database.openStore("dead-letters"))).containsExactly("<2>");
        }
    }

    @Test
    void a_store_takes_as_many_as_fit_however_many_threads_append() throws InterruptedException {
        try (RocksDbDatabase database = open(new RocksDbSettings.Limits(0, 100, MEMORY))) {
            MessageStore store = database.openStore("orders");
            AtomicInteger refused = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                threads.add(Thread.ofVirtual().start(() -> appendTen(store, refused)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(refused).hasValue(60);
            assertThat(((Countable) store).count()).hasValue(100);
        }
        try (RocksDbDatabase database = open(new RocksDbSettings.Limits(0, 100, MEMORY))) {
            MessageStore store = database.openStore("orders");
            checkFull(() -> store.append(TestMessages.messages("<more>")), "store orders holds 100 messages");
            database.openStore("another").append(TestMessages.messages("<m>"));
            try (StoreConsumer consumer = store.openConsumer(2)) {
                consumer.receive(Duration.ZERO).orElseThrow().acknowledge();
                checkFull(() -> store.append(TestMessages.messages("<1>", "<2>")), "holds 99 messages, and 100");
                store.append(TestMessages.messages("<1>"));
            }
            assertThat(((Countable) store).count()).hasValue(100);
            assertThat(database.storesWithMessages()).containsExactly("another", "orders");
        }
    }

    private static void appendTen(MessageStore store, AtomicInteger refused) {
        for (int i = 0; i < 10; i++) {
            try {
                store.append(TestMessages.messages("<" + i + ">"));
            } catch (StoreException e) {
                assertThat(e.category()).isEqualTo(StoreException.Category.FULL);
                refused.incrementAndGet();
            }
        }
    }

    @Test
    void values_out_of_range_are_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RocksDbSettings.Limits(-1, 0, MEMORY))
                .withMessage("reserveBytes is -1, it must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RocksDbSettings.Limits(0, 0, MEMORY - 1))
                .withMessageContaining("memoryBytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RocksDbSettings.Retention(Duration.ZERO, 1))
                .withMessageContaining("historyAge");
    }

    @Test
    void the_usual_reserve_is_a_gibibyte_or_the_twentieth_part_of_a_small_disk() {
        assertThat(RocksDbSettings.Limits.usualReserve(500L << 30)).isEqualTo(1L << 30);
        assertThat(RocksDbSettings.Limits.usualReserve(10L << 30)).isEqualTo((10L << 30) / 20);
    }

    private RocksDbDatabase open(RocksDbSettings.Limits limits) {
        return RocksDbDatabase.open(TestDatabase.settings(folder, limits), TestDatabase.TIMER);
    }

    private static void checkFull(Runnable action, String text) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(action::run)
                .withMessageContaining(text)
                .satisfies(e -> assertThat(e.category()).isEqualTo(StoreException.Category.FULL));
    }
}
