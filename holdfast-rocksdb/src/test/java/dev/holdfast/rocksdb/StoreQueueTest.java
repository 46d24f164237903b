// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.store.Delivery.Received;
import dev.holdfast.time.Timer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each message is in one pair of hands at most.
class StoreQueueTest {

    /// Where nothing is ever read.
    static final QueuedMessage.Source SOURCE = (_, sequence) -> {
        throw new AssertionError("message " + sequence + " is in memory");
    };

    private final StoreBooks books = new StoreBooks(1);
    private final StoreQueue queue = new StoreQueue("orders", books, 1);
    private final Timer.Waiter waiter = TestDatabase.TIMER.newWaiter();

    @Test
    void what_was_settled_cannot_be_taken_by_hand_any_more() {
        QueuedMessage message = arrived();
        assertThat(queue.next(waiter)).isEqualTo(new StoreQueue.Next.Given(message));
        queue.removed(message.sequence());
        assertThat(queue.take(message)).isFalse();
    }

    @Test
    void what_was_taken_by_hand_and_settled_cannot_be_taken_again() {
        QueuedMessage message = arrived();
        assertThat(queue.take(message)).isTrue();
        assertThat(queue.take(message)).isFalse();
        queue.removed(message.sequence());
        assertThat(queue.take(message)).isFalse();
        assertThat(queue.next(waiter)).isEqualTo(new StoreQueue.Next.Nothing());
    }

    @Test
    void what_is_taken_by_hand_before_it_is_read_ahead_is_not_handed_out_and_comes_after_its_release() {
        for (int i = 0; i < StoreQueue.AHEAD_MESSAGES; i++) {
            arrived();
        }
        QueuedMessage beyond = arrived();
        QueuedMessage last = arrived();
        assertThat(queue.take(beyond)).isTrue();
        for (int i = 0; i < StoreQueue.AHEAD_MESSAGES; i++) {
            assertThat(queue.next(waiter)).isInstanceOf(StoreQueue.Next.Given.class);
        }
        assertThat(queue.next(waiter)).isEqualTo(new StoreQueue.Next.Read(beyond.sequence(), last.sequence() + 1));
        queue.addRead(beyond.sequence(), last.sequence() + 1, List.of(beyond, last));
        queue.released(beyond);
        assertThat(queue.next(waiter)).isEqualTo(new StoreQueue.Next.Given(beyond));
        assertThat(queue.next(waiter)).isEqualTo(new StoreQueue.Next.Given(last));
    }

    @Test
    void a_message_that_is_written_and_not_flushed_is_not_there_yet() {
        QueuedMessage flushed = arrived();
        books.put();
        assertThat(queue.end()).isEqualTo(flushed.sequence() + 1);
    }

    @Test
    void the_lowest_place_is_never_above_a_message_that_is_there() {
        QueuedMessage first = arrived();
        QueuedMessage second = arrived();
        assertThat(queue.lowest()).isEqualTo(first.sequence());
        queue.next(waiter);
        queue.next(waiter);
        queue.removed(second.sequence());
        assertThat(queue.lowest()).isEqualTo(first.sequence());
        queue.released(first);
        assertThat(queue.lowest()).isEqualTo(first.sequence());
        queue.next(waiter);
        queue.removed(first.sequence());
        assertThat(queue.lowest()).isEqualTo(second.sequence() + 1);
    }

    private QueuedMessage arrived() {
        long sequence = books.put();
        QueuedMessage message =
                QueuedMessage.of(queue, sequence, 10, SOURCE, new Received.Valid(TestMessages.message("m"), false));
        queue.arrived(message);
        return message;
    }
}
