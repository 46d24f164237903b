// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [MessageStore] promises. A module with a store extends this, against the real engine; a durable
/// one extends [DurableMessageStoreContract].
public abstract class MessageStoreContract extends StoredFormContract {

    @Test
    void a_store_has_the_name_it_was_opened_with() {
        assertThat(store().name()).isEqualTo(NAME);
    }

    @Test
    void messages_come_in_the_order_in_which_they_were_appended() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 100);
        messages.forEach(this::append);
        assertThat(drain()).isEqualTo(messages);
    }

    @Test
    void messages_of_one_append_come_in_the_order_of_the_list() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 300);
        store().append(messages.subList(0, 150));
        store().append(messages.subList(150, 300));
        assertThat(drain()).isEqualTo(messages);
    }

    @Test
    void threads_append_beside_one_another_and_each_ones_order_holds() throws Exception {
        List<List<StoredMessage>> byThread = IntStream.range(0, 8)
                .mapToObj(thread -> SampleMessages.numbered(thread + "-", 25))
                .toList();
        inParallel(byThread.stream()
                .map(messages -> (Step) () -> messages.forEach(this::append))
                .toList());
        List<StoredMessage> found = drain();
        assertThat(found).hasSize(200);
        byThread.forEach(messages -> assertThat(found).containsSubsequence(messages));
    }

    @Test
    void two_copies_of_one_message_are_two_messages() throws Exception {
        StoredMessage message = SampleMessages.text("twice");
        append(message);
        append(message);
        assertThat(drain()).containsExactly(message, message);
    }

    @Test
    void an_empty_store_has_nothing_to_hand_out() throws Exception {
        try (StoreConsumer consumer = store().openConsumer(1)) {
            assertThat(consumer.receive(Duration.ZERO)).isEmpty();
            assertThat(consumer.receive(aWhile())).isEmpty();
        }
    }

    @Test
    void a_consumer_that_waits_gets_what_is_appended_meanwhile() throws Exception {
        StoredMessage message = SampleMessages.text("late");
        try (StoreConsumer consumer = store().openConsumer(1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch waiting = new CountDownLatch(1);
            Future<Optional<Delivery>> received = threads.submit(() -> {
                waiting.countDown();
                return consumer.receive(PATIENCE);
            });
            waiting.await();
            append(message);
            assertThat(received.get())
                    .get()
                    .extracting(MessageStoreContract::message)
                    .isEqualTo(message);
        }
    }

    @Test
    void an_acknowledged_message_does_not_come_again() throws Exception {
        append(SampleMessages.text("done"));
        StoredMessage left = SampleMessages.text("left");
        append(left);
        try (StoreConsumer consumer = store().openConsumer(1)) {
            next(consumer).acknowledge();
        }
        assertThat(drain()).containsExactly(left);
    }

    @Test
    void a_message_stays_in_the_store_until_it_is_acknowledged() throws Exception {
        StoredMessage message = SampleMessages.text("kept");
        append(message);
        for (int round = 0; round < 30; round++) {
            try (StoreConsumer consumer = store().openConsumer(1)) {
                assertThat(message(next(consumer))).isEqualTo(message);
            }
        }
        assertThat(drain()).containsExactly(message);
    }

    @Test
    void what_one_consumer_holds_no_other_gets() throws Exception {
        append(SampleMessages.text("held"));
        try (StoreConsumer first = store().openConsumer(1);
                StoreConsumer second = store().openConsumer(1)) {
            Delivery held = next(first, second);
            assertThat(second.receive(aWhile())).isEmpty();
            assertThat(first.receive(aWhile())).isEmpty();
            held.acknowledge();
        }
    }

    @Test
    void a_released_message_comes_again() throws Exception {
        StoredMessage message = SampleMessages.text("again");
        append(message);
        try (StoreConsumer consumer = store().openConsumer(1)) {
            next(consumer).release();
            assertThat(message(next(consumer))).isEqualTo(message);
        }
    }

    @Test
    void a_closed_consumer_gives_back_what_it_holds_in_its_old_order() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 6);
        messages.forEach(this::append);
        try (StoreConsumer consumer = store().openConsumer(4)) {
            receive(consumer, 4);
        }
        assertThat(drain()).isEqualTo(messages);
    }

    @Test
    void deliveries_are_settled_each_by_itself_and_in_any_order() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 5);
        messages.forEach(this::append);
        try (StoreConsumer consumer = store().openConsumer(5)) {
            List<Delivery> deliveries = receive(consumer, 5);
            deliveries.get(3).acknowledge();
            deliveries.get(1).acknowledge();
        }
        assertThat(drain()).containsExactly(messages.get(0), messages.get(2), messages.get(4));
    }

    @Test
    void other_threads_may_settle() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 20);
        messages.forEach(this::append);
        try (StoreConsumer consumer = store().openConsumer(20)) {
            List<Delivery> deliveries = receive(consumer, 20);
            inParallel(deliveries.subList(0, 19).stream()
                    .map(delivery -> (Step) delivery::acknowledge)
                    .toList());
        }
        assertThat(drain()).containsExactly(messages.get(19));
    }

    @Test
    void a_consumer_holds_no_more_than_its_window() throws Exception {
        SampleMessages.numbered("m", 4).forEach(this::append);
        try (StoreConsumer consumer = store().openConsumer(2)) {
            List<Delivery> deliveries = receive(consumer, 2);
            assertThat(consumer.receive(aWhile())).isEmpty();
            deliveries.get(1).acknowledge();
            assertThat(SampleMessages.body(message(next(consumer)))).isEqualTo("m3");
            assertThat(consumer.receive(aWhile())).isEmpty();
        }
    }

    @Test
    void consumers_share_the_messages_and_none_comes_twice() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 60);
        messages.forEach(this::append);
        ConcurrentLinkedQueue<StoredMessage> found = new ConcurrentLinkedQueue<>();
        Step consume = () -> {
            try (StoreConsumer consumer = store().openConsumer(3)) {
                while (found.size() < messages.size()) {
                    for (Optional<Delivery> delivery = consumer.receive(aWhile());
                            delivery.isPresent();
                            delivery = consumer.receive(aWhile())) {
                        delivery.get().acknowledge();
                        found.add(message(delivery.get()));
                    }
                }
            }
        };
        inParallel(List.of(consume, consume, consume));
        assertThat(found).containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void threads_share_one_consumer_and_no_message_comes_twice() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 60);
        messages.forEach(this::append);
        ConcurrentLinkedQueue<StoredMessage> found = new ConcurrentLinkedQueue<>();
        try (StoreConsumer consumer = store().openConsumer(8)) {
            Step consume = () -> {
                while (found.size() < messages.size()) {
                    Optional<Delivery> delivery = consumer.receive(aWhile());
                    if (delivery.isPresent()) {
                        delivery.get().acknowledge();
                        found.add(message(delivery.get()));
                    }
                }
            };
            inParallel(List.of(consume, consume, consume, consume));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void whoever_has_released_a_message_can_not_acknowledge_it_any_more() throws Exception {
        StoredMessage message = SampleMessages.text("released");
        append(message);
        try (StoreConsumer consumer = store().openConsumer(1)) {
            Delivery stale = next(consumer);
            stale.release();
            assertThatThrownBy(stale::acknowledge).isInstanceOf(StoreException.class);
        }
        assertThat(drain()).containsExactly(message);
    }

    @Test
    void whoever_has_lost_its_consumer_can_not_acknowledge_any_more() throws Exception {
        StoredMessage message = SampleMessages.text("lost");
        append(message);
        StoreConsumer closed = store().openConsumer(1);
        Delivery stale = next(closed);
        closed.close();
        try (StoreConsumer consumer = store().openConsumer(1)) {
            Delivery current = next(consumer);
            assertThatThrownBy(stale::acknowledge).isInstanceOf(StoreException.class);
            stale.release();
            assertThat(message(current)).isEqualTo(message);
        }
        assertThat(drain()).containsExactly(message);
    }

    @Test
    void a_released_message_comes_only_once_again_however_often_it_is_released() throws Exception {
        StoredMessage message = SampleMessages.text("once");
        append(message);
        try (StoreConsumer consumer = store().openConsumer(3)) {
            Delivery stale = next(consumer);
            stale.release();
            Delivery current = next(consumer);
            stale.release();
            assertThat(consumer.receive(aWhile())).isEmpty();
            assertThat(message(current)).isEqualTo(message);
            current.acknowledge();
            current.release();
            assertThat(consumer.receive(aWhile())).isEmpty();
        }
        assertThat(drain()).isEmpty();
    }

    @Test
    void what_is_released_as_often_as_no_engine_allows_still_arrives() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 2);
        messages.forEach(this::append);
        try (StoreConsumer consumer = store().openConsumer(1)) {
            for (int round = 0; round < 40; round++) {
                next(consumer).release();
            }
        }
        assertThat(drain()).containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void a_message_that_is_held_for_long_stays_held_and_others_pass_it() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 3);
        messages.forEach(this::append);
        try (StoreConsumer consumer = store().openConsumer(2)) {
            Delivery held = next(consumer);
            next(consumer).acknowledge();
            next(consumer).acknowledge();
            assertThat(consumer.receive(longHold())).isEmpty();
            held.acknowledge();
        }
        assertThat(drain()).isEmpty();
    }

    @Test
    void an_interrupt_ends_a_wait_and_loses_nothing() throws Exception {
        StoredMessage message = SampleMessages.text("after");
        try (StoreConsumer consumer = store().openConsumer(1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> consumer.receive(PATIENCE)).isInstanceOf(InterruptedException.class);
        }
        append(message);
        assertThat(drain()).containsExactly(message);
    }

    @Test
    void a_store_that_works_answers_a_probe() {
        store().probe();
        append(SampleMessages.text("m"));
        store().probe();
    }

    @Test
    void a_closed_consumer_hands_out_nothing() throws Exception {
        append(SampleMessages.text("m"));
        StoreConsumer consumer = store().openConsumer(1);
        consumer.close();
        consumer.close();
        assertThatThrownBy(() -> consumer.receive(aWhile())).isInstanceOf(StoreException.class);
    }

    @Test
    void a_closed_store_takes_and_hands_out_nothing() throws Exception {
        StoreConsumer consumer = store().openConsumer(1);
        store().close();
        store().close();
        assertThatThrownBy(() -> append(SampleMessages.text("m")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(StoreException.Category.CLOSED));
        assertThatThrownBy(() -> store().openConsumer(1)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> consumer.receive(aWhile())).isInstanceOf(StoreException.class);
        assertThatThrownBy(store()::probe).isInstanceOf(StoreException.class);
        consumer.close();
    }
}
