// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.SampleMessages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Countable] store promises.
public interface CountableContract {

    /// The store under test, empty; [Countable].
    MessageStore countableStore();

    @Test
    default void the_count_is_that_of_the_engine_held_messages_included() throws Exception {
        assertCount(0);
        countableStore().append(SampleMessages.numbered("m", 5));
        assertCount(5);
        try (StoreConsumer consumer = countableStore().openConsumer(3)) {
            List<Delivery> deliveries = StoreTestBed.receive(consumer, 3);
            assertCount(5);
            deliveries.get(1).acknowledge();
            assertCount(4);
            deliveries.get(0).release();
            assertCount(4);
        }
        assertCount(4);
    }

    private void assertCount(long expected) throws InterruptedException {
        assertThat(countableStore()).isInstanceOf(Countable.class);
        Countable countable = (Countable) countableStore();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (countable.count().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(countable.count()).hasValue(expected);
    }
}
