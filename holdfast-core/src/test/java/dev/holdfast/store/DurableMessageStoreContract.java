// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every [MessageStore] on stable storage promises.
public abstract class DurableMessageStoreContract extends MessageStoreContract {

    /// Ends all use of the store at once, without closing consumers first, and opens it anew on the same
    /// engine, as after the end of the process.
    protected MessageStore reopen() throws Exception {
        store().close();
        return open();
    }

    /// Ends the consumer as the death of its process would: nothing is given back in peace, and nobody tells the
    /// engine anything but that the connection is gone. Where consumers cannot die alone, because the engine lives
    /// in their process, it is closed.
    protected abstract void crash(StoreConsumer consumer) throws Exception;

    private void restart() throws Exception {
        use(reopen());
    }

    @Test
    void messages_are_there_after_a_restart_in_their_order() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 50);
        store().append(messages.subList(0, 30));
        restart();
        messages.subList(30, 50).forEach(this::append);
        restart();
        assertThat(drain()).isEqualTo(messages);
    }

    @Test
    void a_message_is_the_same_after_a_restart() throws Exception {
        StoredMessage message = SampleMessages.full();
        append(message);
        restart();
        assertThat(drain()).containsExactly(message);
    }

    @Test
    void acknowledged_messages_do_not_come_again_after_a_restart() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 10);
        store().append(messages);
        StoreConsumer consumer = store().openConsumer(10);
        List<Delivery> deliveries = receive(consumer, 10);
        for (int i = 0; i < 10; i += 2) {
            deliveries.get(i).acknowledge();
        }
        restart();
        assertThat(SampleMessages.bodies(drain())).containsExactly("m2", "m4", "m6", "m8", "m10");
    }

    @Test
    void a_message_at_the_head_survives_thirty_restarts_while_it_is_held_and_then_arrives() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 3);
        store().append(messages);
        for (int kill = 0; kill < 30; kill++) {
            StoreConsumer consumer = store().openConsumer(2);
            assertThat(message(next(consumer))).isEqualTo(messages.getFirst());
            restart();
        }
        assertThat(drain()).isEqualTo(messages);
    }

    @Test
    void a_released_message_is_there_after_a_restart() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 2);
        store().append(messages);
        next(store().openConsumer(1)).release();
        restart();
        assertThat(drain()).isEqualTo(messages);
    }

    @Test
    void a_message_at_the_head_survives_thirty_crashes_while_it_is_held_and_then_arrives() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 3);
        store().append(messages);
        for (int kill = 0; kill < 30; kill++) {
            StoreConsumer consumer = store().openConsumer(2);
            assertThat(message(next(consumer))).isEqualTo(messages.getFirst());
            crash(consumer);
        }
        assertThat(drain()).isEqualTo(messages);
    }

    @Test
    void the_order_survives_consumers_that_crashed_with_more_and_with_less() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 9);
        store().append(messages);
        for (int taken = 6; taken > 0; taken--) {
            StoreConsumer consumer = store().openConsumer(taken);
            for (int i = 0; i < taken; i++) {
                assertThat(message(next(consumer))).isEqualTo(messages.get(i));
            }
            if (taken % 2 == 0) {
                crash(consumer);
            } else {
                consumer.close();
            }
        }
        assertThat(drain()).isEqualTo(messages);
    }

    @Test
    void whoever_has_crashed_can_not_acknowledge_any_more() throws Exception {
        StoredMessage message = SampleMessages.text("lost");
        append(message);
        StoreConsumer crashed = store().openConsumer(1);
        Delivery stale = next(crashed);
        crash(crashed);
        try (StoreConsumer consumer = store().openConsumer(1)) {
            assertThat(message(next(consumer))).isEqualTo(message);
            assertThatThrownBy(stale::acknowledge).isInstanceOf(StoreException.class);
            stale.release();
        }
        assertThat(drain()).containsExactly(message);
    }

    @Test
    void consumers_that_crash_beside_others_lose_nothing_and_nothing_that_was_acknowledged_comes_again()
            throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 90);
        store().append(messages);
        Queue<StoredMessage> done = new ConcurrentLinkedQueue<>();
        AtomicInteger crashesLeft = new AtomicInteger(10);
        Step consume = () -> {
            while (done.size() < messages.size()) {
                StoreConsumer consumer = store().openConsumer(3);
                if (consumeUntilCrash(consumer, done, messages.size(), crashesLeft)) {
                    crash(consumer);
                } else {
                    consumer.close();
                }
            }
        };
        inParallel(List.of(consume, consume, consume));
        assertThat(done).containsExactlyInAnyOrderElementsOf(messages);
        assertThat(drain()).isEmpty();
    }

    /// @return whether it holds a message with which it is to crash
    private boolean consumeUntilCrash(
            StoreConsumer consumer, Queue<StoredMessage> done, int expected, AtomicInteger crashesLeft)
            throws InterruptedException {
        int taken = 0;
        while (done.size() < expected) {
            Optional<Delivery> delivery = consumer.receive(aWhile());
            if (delivery.isPresent()) {
                taken++;
                if (taken % 5 == 0 && crashesLeft.getAndDecrement() > 0) {
                    return true;
                }
                delivery.get().acknowledge();
                done.add(message(delivery.get()));
            }
        }
        return false;
    }
}
