// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.BrowsableContract;
import dev.holdfast.store.CountableContract;
import dev.holdfast.store.DurableMessageStoreContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.OrderedReleaseContract;
import dev.holdfast.store.PoisonContract;
import dev.holdfast.store.StoreConsumer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the store promises on every database. Each test has a table of its own.
abstract class JdbcContract extends DurableMessageStoreContract
        implements CountableContract, OrderedReleaseContract, BrowsableContract, PoisonContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private String table = "";

    abstract JdbcFixture.Access access();

    @Override
    protected MessageStore open() {
        if (table.isEmpty()) {
            table = "contract_" + TESTS.incrementAndGet();
        }
        return JdbcFixture.store(access(), NAME, table);
    }

    @Override
    protected Duration aWhile() {
        return Duration.ofMillis(200);
    }

    /// On H2, one of them gets all.
    @Test
    void stores_of_two_nodes_share_the_messages_and_none_comes_twice() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 200);
        store().append(messages);
        Queue<StoredMessage> found = new ConcurrentLinkedQueue<>();
        try (MessageStore other = open()) {
            inParallel(Stream.of(store(), other, store(), other)
                    .map(node -> (Step) () -> takeUntilAll(node, found, messages.size()))
                    .toList());
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(drain()).isEmpty();
    }

    private void takeUntilAll(MessageStore node, Queue<StoredMessage> found, int count) throws InterruptedException {
        try (StoreConsumer consumer = node.openConsumer(7)) {
            while (found.size() < count) {
                consumer.receive(aWhile()).ifPresent(delivery -> {
                    delivery.acknowledge();
                    found.add(message(delivery));
                });
            }
        }
    }

    /// Ends a consumer without a word; the server notices a moment later.
    @Override
    protected final void crash(StoreConsumer consumer) {
        ((JdbcConsumer) consumer).abort();
    }

    @Override
    public void putDamaged(byte[] bytes) throws SQLException {
        try (var connection = access().connect();
                PreparedStatement statement =
                        connection.prepareStatement("INSERT INTO " + table + " (msg_id, message) VALUES (?, ?)")) {
            statement.setString(1, "damaged");
            statement.setBytes(2, bytes);
            statement.executeUpdate();
        }
    }

    @Override
    public MessageStore countableStore() {
        return store();
    }

    @Override
    public MessageStore orderedStore() {
        return store();
    }

    @Override
    public MessageStore browsableStore() {
        return store();
    }

    @Override
    public MessageStore poisonedStore() {
        return store();
    }
}
