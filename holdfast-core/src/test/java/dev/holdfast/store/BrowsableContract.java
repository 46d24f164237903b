// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [Browsable] store promises.
public interface BrowsableContract {

    /// The store under test, empty; [Browsable].
    MessageStore browsableStore();

    @Test
    default void pages_follow_the_order_of_the_queue_and_take_nothing() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 5);
        browsableStore().append(messages);
        try (StoreConsumer consumer = browsableStore().openConsumer(1)) {
            Delivery held = StoreTestBed.next(consumer);
            assertThat(browsable().page(Optional.empty(), 2)).isEqualTo(messages.subList(0, 2));
            assertThat(browsable().page(Optional.of(messages.get(1).id()), 2)).isEqualTo(messages.subList(2, 4));
            assertThat(browsable().page(Optional.of(messages.get(3).id()), 2)).isEqualTo(messages.subList(4, 5));
            assertThat(browsable().page(Optional.of(messages.get(4).id()), 2)).isEmpty();
            held.acknowledge();
        }
        assertThat(browsable().page(Optional.empty(), 10)).isEqualTo(messages.subList(1, 5));
    }

    @Test
    default void a_message_is_found_by_its_append_id() {
        List<StoredMessage> messages = SampleMessages.numbered("m", 3);
        browsableStore().append(messages);
        assertThat(browsable().find(messages.get(1).id())).contains(messages.get(1));
        assertThat(browsable().find(SampleMessages.text("other").id())).isEmpty();
    }

    @Test
    default void a_message_that_is_taken_by_hand_is_settled_like_any_other() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 3);
        browsableStore().append(messages);
        Delivery removed = browsable().take(messages.get(1).id()).orElseThrow();
        assertThat(StoreTestBed.message(removed)).isEqualTo(messages.get(1));
        assertThat(browsable().take(messages.get(1).id())).isEmpty();
        removed.acknowledge();
        assertThat(browsable().find(messages.get(1).id())).isEmpty();
        Delivery givenBack = browsable().take(messages.get(0).id()).orElseThrow();
        givenBack.release();
        assertThat(browsable().page(Optional.empty(), 10)).containsExactly(messages.get(0), messages.get(2));
    }

    @Test
    default void what_a_consumer_holds_can_not_be_taken_by_hand_and_the_other_way_round() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 2);
        browsableStore().append(messages);
        Delivery taken = browsable().take(messages.get(0).id()).orElseThrow();
        try (StoreConsumer consumer = browsableStore().openConsumer(5)) {
            Delivery held = StoreTestBed.next(consumer);
            assertThat(StoreTestBed.message(held)).isEqualTo(messages.get(1));
            assertThat(browsable().take(messages.get(1).id())).isEmpty();
            assertThat(consumer.receive(Duration.ZERO)).isEmpty();
            taken.release();
            assertThat(StoreTestBed.message(MessageStoreContract.next(consumer)))
                    .isEqualTo(messages.get(0));
        }
    }

    @Test
    default void what_the_store_does_not_hold_can_not_be_taken() {
        assertThat(browsable().take(SampleMessages.text("other").id())).isEmpty();
        assertThat(browsable().page(Optional.empty(), 10)).isEmpty();
    }

    private Browsable browsable() {
        assertThat(browsableStore()).isInstanceOf(Browsable.class);
        return (Browsable) browsableStore();
    }
}
