// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a store promises whose engine can give a released message its old place.
public interface OrderedReleaseContract {

    /// The store under test, empty.
    MessageStore orderedStore();

    @Test
    default void a_released_message_comes_before_younger_ones() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 3);
        orderedStore().append(messages);
        try (StoreConsumer consumer = orderedStore().openConsumer(2)) {
            List<Delivery> deliveries = StoreTestBed.receive(consumer, 2);
            deliveries.get(0).release();
            assertThat(StoreTestBed.message(MessageStoreContract.next(consumer)))
                    .isEqualTo(messages.get(0));
            deliveries.get(1).release();
            assertThat(StoreTestBed.message(MessageStoreContract.next(consumer)))
                    .isEqualTo(messages.get(1));
        }
    }
}
