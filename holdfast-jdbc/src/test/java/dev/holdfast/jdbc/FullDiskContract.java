// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.servers.FullDisk;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a store says about a database whose disk is full, that nothing is lost then, and that it works when there is
/// room again.
abstract class FullDiskContract {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofMillis(500);

    /// MariaDB 10.11 aborts itself when it has no room to take back a row that is larger than its pages.
    private static final int BYTES = 5_000;

    /// More of them than the files of a new database have room for.
    private static final int TOO_MANY = 500;

    private final List<StoredMessage> confirmed = new ArrayList<>();
    private final List<StoredMessage> refused = new ArrayList<>();

    /// That of the database.
    abstract FullDisk disk();

    abstract JdbcFixture.Access access();

    @AfterEach
    void makeRoom() {
        disk().makeRoom();
    }

    @Test
    void a_full_disk_refuses_messages_and_says_so_and_none_is_lost() throws Exception {
        try (JdbcMessageStore store = JdbcFixture.store(access(), "orders", "full_disk")) {
            assertThat(append(store)).isEmpty();
            disk().fill();
            Optional<StoreException> failure = Optional.empty();
            for (int i = 0; i < TOO_MANY && failure.isEmpty(); i++) {
                failure = append(store);
            }
            assertThat(failure).hasValueSatisfying(e -> {
                assertThat(e.category()).as(e.getMessage()).isEqualTo(whenFull());
                assertThat(e).message().containsPattern(full());
            });
            assertThat(append(store)).isPresent();
            disk().makeRoom();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(append(store)).isEmpty());
            assertThat(drain(store)).containsAll(confirmed).doesNotContainAnyElementsOf(refused);
        }
    }

    /// What is known about a message for which there is no room.
    Category whenFull() {
        return Category.FULL;
    }

    /// What the database says.
    abstract String full();

    private Optional<StoreException> append(JdbcMessageStore store) {
        StoredMessage message = SampleMessages.ofSize(BYTES);
        try {
            store.append(List.of(message));
            confirmed.add(message);
            return Optional.empty();
        } catch (StoreException e) {
            if (e.category() != Category.UNKNOWN) {
                refused.add(message);
            }
            return Optional.of(e);
        }
    }

    private static List<StoredMessage> drain(JdbcMessageStore store) throws InterruptedException {
        List<StoredMessage> found = new ArrayList<>();
        try (StoreConsumer consumer = store.openConsumer(5)) {
            for (Optional<Delivery> next = consumer.receive(PATIENCE);
                    next.isPresent();
                    next = consumer.receive(A_WHILE)) {
                found.add(((Delivery.Received.Valid) next.get().received()).message());
                next.get().acknowledge();
            }
        }
        return found;
    }
}
