// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.junit.jupiter.api.Test;

final class AppetiteTest {

    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
    private static final int ROOM = 1000;
    private static final int SMALL = 1024;

    private final Appetite appetite = new Appetite();
    private Instant now = START;

    @Test
    void who_is_quick_gets_twice_as_many_up_to_a_bound() {
        assertThat(eat(SMALL)).isOne();
        assertThat(eat(SMALL)).isEqualTo(2);
        assertThat(eat(SMALL)).isEqualTo(4);
        for (int i = 0; i < 10; i++) {
            eat(SMALL);
        }
        assertThat(eat(SMALL)).isEqualTo(32);
    }

    @Test
    void who_is_slow_gets_fewer_until_it_is_one() {
        for (int i = 0; i < 5; i++) {
            eat(SMALL);
        }
        assertThat(appetite.next(ROOM, now)).isEqualTo(32);
        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(1);
            eat(SMALL);
        }
        now = now.plusSeconds(1);
        assertThat(appetite.next(ROOM, now)).isOne();
    }

    @Test
    void no_more_than_there_is_room_for() {
        for (int i = 0; i < 5; i++) {
            eat(SMALL);
        }
        assertThat(appetite.next(3, now)).isEqualTo(3);
    }

    @Test
    void when_there_were_fewer_no_more_are_asked_for() {
        for (int i = 0; i < 4; i++) {
            eat(SMALL);
        }
        appetite.took(16, messages(3, SMALL), now);
        assertThat(appetite.next(ROOM, now)).isEqualTo(3);
        appetite.took(3, List.of(), now);
        assertThat(appetite.next(ROOM, now)).isOne();
    }

    @Test
    void large_ones_come_one_by_one() {
        for (int i = 0; i < 4; i++) {
            eat(SMALL);
        }
        appetite.took(16, messages(16, 8 * 1024 * 1024), now);
        assertThat(appetite.next(ROOM, now)).isOne();
    }

    /// @return how many
    private int eat(int bytes) {
        int count = appetite.next(ROOM, now);
        appetite.took(count, messages(count, bytes), now);
        now = now.plus(Duration.ofMillis(10));
        return count;
    }

    private static List<Message> messages(int count, int bytes) {
        ActiveMQBytesMessage message = new ActiveMQBytesMessage();
        message.setContent(new org.apache.activemq.util.ByteSequence(new byte[bytes]));
        return Collections.nCopies(count, message);
    }
}
