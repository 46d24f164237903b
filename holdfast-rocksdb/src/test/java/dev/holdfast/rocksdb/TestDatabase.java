// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.time.SystemTimer;
import dev.holdfast.time.Timer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Databases for tests, and what is in them.
final class TestDatabase {

    static final Path NATIVE_FOLDER = Path.of("target", "native").toAbsolutePath();
    static final Timer TIMER = new SystemTimer();

    private static final RocksDbSettings.Limits LIMITS = new RocksDbSettings.Limits(0, 0, 24L << 20);
    private static final RocksDbSettings.Retention RETENTION =
            new RocksDbSettings.Retention(Duration.ofDays(7), 64L << 20);

    private TestDatabase() {}

    static RocksDbSettings settings(Path folder) {
        return new RocksDbSettings(folder, NATIVE_FOLDER, LIMITS, RETENTION);
    }

    static RocksDbSettings settings(Path folder, RocksDbSettings.Limits limits) {
        return new RocksDbSettings(folder, NATIVE_FOLDER, limits, RETENTION);
    }

    static RocksDbDatabase open(Path folder) {
        return RocksDbDatabase.open(settings(folder), TIMER);
    }

    /// The texts of all messages that a new consumer is handed, in that order. They stay in the store.
    static List<String> drain(MessageStore store) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        try (StoreConsumer consumer = store.openConsumer(Integer.MAX_VALUE)) {
            Optional<Delivery> next = consumer.receive(Duration.ZERO);
            while (next.isPresent()) {
                texts.add(text(next.get()));
                next = consumer.receive(Duration.ZERO);
            }
        }
        return texts;
    }

    /// The text of the message, up to the first blank.
    static String text(Delivery delivery) {
        if (delivery.received() instanceof Received.Valid valid) {
            return new String(valid.message().message().content().toByteArray(), StandardCharsets.UTF_8)
                    .split(" ", 2)[0];
        }
        throw new AssertionError("cannot be read: " + delivery.received());
    }
}
