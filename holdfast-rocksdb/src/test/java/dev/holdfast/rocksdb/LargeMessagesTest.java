// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Browsable;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.Unread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Large messages are in memory only while somebody looks at them.
class LargeMessagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void a_large_message_is_read_again_when_nobody_has_kept_it() {
        StoreQueue queue = new StoreQueue("orders", new StoreBooks(1), 1);
        StoredMessage stored = large("m");
        AtomicInteger reads = new AtomicInteger();
        byte[] record = MessageCodec.encode(stored);
        QueuedMessage message = QueuedMessage.unread(queue, 1, record.length, (_, _) -> {
            reads.incrementAndGet();
            return new Received.Valid(MessageCodec.decode(record), false);
        });
        assertThat(message.keptBytes()).isZero();
        assertThat(message.unreadBytes()).isEqualTo(record.length);
        assertThat(reads).hasValue(0);

        await().atMost(PATIENCE).until(() -> {
            System.gc();
            return message.received().equals(new Received.Valid(stored, false)) && reads.get() > 1;
        });
    }

    @Test
    void a_large_message_that_somebody_keeps_is_not_read_again() {
        StoreQueue queue = new StoreQueue("orders", new StoreBooks(1), 1);
        Received kept = new Received.Valid(large("m"), false);
        QueuedMessage message = QueuedMessage.of(queue, 1, 1 << 20, StoreQueueTest.SOURCE, kept);
        System.gc();
        assertThat(message.received()).isEqualTo(kept);
    }

    @Test
    void large_and_small_messages_come_whole_and_in_their_order() throws InterruptedException {
        List<StoredMessage> messages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            messages.add(large("large-" + i));
            messages.add(TestMessages.message("small-" + i));
        }
        try (RocksDbDatabase database = TestDatabase.open(folder)) {
            MessageStore store = database.openStore("orders");
            messages.forEach(message -> store.append(List.of(message)));
            assertThat(received(store)).isEqualTo(messages);
            assertThat(received(store)).isEqualTo(messages);
        }
        try (RocksDbDatabase database = TestDatabase.open(folder)) {
            MessageStore store = database.openStore("orders");
            assertThat(received(store)).isEqualTo(messages);
            Browsable browsable = (Browsable) store;
            StoredMessage last = messages.get(18);
            assertThat(browsable.find(last.id())).contains(last);
            Delivery taken = browsable.take(last.id()).orElseThrow();
            assertThat(taken.received()).isEqualTo(new Received.Valid(last, false));
            assertThat(Unread.bytesOf(taken)).isGreaterThan(QueuedMessage.KEPT_BYTES);
            taken.acknowledge();
            messages.remove(last);
            assertThat(received(store)).isEqualTo(messages);
        }
    }

    @Test
    void a_page_of_large_messages_is_shorter_than_asked_for_and_the_next_one_goes_on() {
        List<StoredMessage> messages = IntStream.range(0, 7)
                .mapToObj(number -> TestMessages.message("x".repeat(1 << 20) + " " + number))
                .toList();
        try (RocksDbDatabase database = TestDatabase.open(folder)) {
            MessageStore store = database.openStore("orders");
            messages.forEach(message -> store.append(List.of(message)));
            Browsable browsable = (Browsable) store;
            assertThat(browsable.page(Optional.empty(), 100)).isEqualTo(messages.subList(0, 4));
            assertThat(browsable.page(Optional.of(messages.get(3).id()), 100)).isEqualTo(messages.subList(4, 7));
        }
    }

    private static StoredMessage large(String text) {
        return TestMessages.message(text + " " + "x".repeat(3 * QueuedMessage.KEPT_BYTES));
    }

    private static List<StoredMessage> received(MessageStore store) throws InterruptedException {
        List<StoredMessage> messages = new ArrayList<>();
        try (StoreConsumer consumer = store.openConsumer(Integer.MAX_VALUE)) {
            for (Optional<Delivery> next = consumer.receive(Duration.ZERO);
                    next.isPresent();
                    next = consumer.receive(Duration.ZERO)) {
                messages.add(((Received.Valid) next.get().received()).message());
            }
        }
        return messages;
    }
}
