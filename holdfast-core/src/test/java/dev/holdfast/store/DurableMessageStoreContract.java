// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [MessageStore] on stable storage promises.
public abstract class DurableMessageStoreContract extends MessageStoreContract {

    /// Ends all use of the store at once, without closing consumers first, and opens it anew on the same
    /// engine, as after the end of the process.
    protected MessageStore reopen() throws Exception {
        store().close();
        return open();
    }

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
}
