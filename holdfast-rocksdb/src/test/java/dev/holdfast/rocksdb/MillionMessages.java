// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Journal.Measure;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Not a test: measures a queue of a million small messages. Takes an empty folder.
final class MillionMessages {

    private static final int MESSAGES = 1_000_000;
    private static final int PRODUCERS = 64;
    private static final int SETTLED = 200_000;

    private MillionMessages() {}

    /// Measures and prints.
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        RocksDbSettings.Limits limits = new RocksDbSettings.Limits(0, 0, 96L << 20);
        RocksDbSettings settings = TestDatabase.settings(folder, limits);
        long start = System.nanoTime();
        try (RocksDbDatabase database = RocksDbDatabase.open(settings, TestDatabase.TIMER)) {
            appendAll(database.openStore("orders"));
            print("appended, records/s", MESSAGES / seconds(start));
            start = System.nanoTime();
        }
        print("closed, s", seconds(start));
        consumeHead(settings);
        start = System.nanoTime();
        try (RocksDbDatabase database = RocksDbDatabase.open(settings, TestDatabase.TIMER)) {
            print("opened after the head was consumed, s", seconds(start));
            MessageStore store = database.openStore("orders");
            start = System.nanoTime();
            try (StoreConsumer consumer = store.openConsumer(1)) {
                Delivery first = consumer.receive(Duration.ZERO).orElseThrow();
                print("first delivery after that, s", seconds(start));
                first.release();
            }
            start = System.nanoTime();
            Measure measure = database.journal().measure(store);
            print("counted " + measure.queued() + ", s", seconds(start));
        }
    }

    private static void consumeHead(RocksDbSettings settings) throws InterruptedException {
        long start = System.nanoTime();
        try (RocksDbDatabase database = RocksDbDatabase.open(settings, TestDatabase.TIMER)) {
            print("opened, s", seconds(start));
            MessageStore store = database.openStore("orders");
            start = System.nanoTime();
            try (StoreConsumer consumer = store.openConsumer(1)) {
                Delivery first = consumer.receive(Duration.ZERO).orElseThrow();
                print("first delivery, s", seconds(start));
                first.acknowledge();
                long[] nanos = new long[SETTLED];
                start = System.nanoTime();
                for (int i = 0; i < SETTLED; i++) {
                    Delivery delivery = consumer.receive(Duration.ZERO).orElseThrow();
                    long before = System.nanoTime();
                    delivery.acknowledge();
                    nanos[i] = System.nanoTime() - before;
                }
                print("received and settled one by one, records/s", SETTLED / seconds(start));
                Arrays.sort(nanos);
                print("settling, median, us", nanos[SETTLED / 2] / 1e3);
                print("settling, 99 %, us", nanos[SETTLED / 100 * 99] / 1e3);
            }
        }
    }

    private static void appendAll(MessageStore store) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        String text = "x".repeat(100);
        for (int producer = 0; producer < PRODUCERS; producer++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < MESSAGES / PRODUCERS; i++) {
                    store.append(TestMessages.messages(text));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void print(String what, double value) {
        System.out.printf(Locale.ROOT, "%s: %.6g%n", what, value);
    }
}
