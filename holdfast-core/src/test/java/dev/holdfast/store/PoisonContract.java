// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a store promises about a record that carries its mark and is damaged: it is handed out whole, as
/// *invalid*, in its place, and keeps nothing up.
public interface PoisonContract {

    /// The store under test, empty.
    MessageStore poisonedStore();

    /// Puts a record into the engine that says of itself that this store wrote it.
    ///
    /// @param bytes that stand where the store writes the message
    void putDamaged(byte[] bytes) throws Exception;

    @Test
    default void a_damaged_record_is_invalid_with_its_bytes_and_keeps_nothing_up() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 2);
        poisonedStore().append(messages.subList(0, 1));
        byte[] bytes = "HF\u0001 not a message, ü".getBytes(StandardCharsets.UTF_8);
        putDamaged(bytes);
        poisonedStore().append(messages.subList(1, 2));
        try (StoreConsumer consumer = poisonedStore().openConsumer(1)) {
            Delivery first = StoreTestBed.next(consumer);
            assertThat(StoreTestBed.message(first)).isEqualTo(messages.getFirst());
            first.acknowledge();
            StoreTestBed.next(consumer).release();
            Delivery damaged = StoreTestBed.next(consumer);
            assertThat(damaged.received()).isInstanceOfSatisfying(Delivery.Received.Invalid.class, invalid -> {
                assertThat(invalid.raw().toByteArray()).isEqualTo(bytes);
                assertThat(invalid.reason()).isNotBlank();
                assertThat(invalid.foreign()).isFalse();
            });
            damaged.acknowledge();
            Delivery last = StoreTestBed.next(consumer);
            assertThat(StoreTestBed.message(last)).isEqualTo(messages.getLast());
            last.acknowledge();
        }
    }
}
