// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// The order across a failover: who queues behind whom, and when the way back opens.
class FailoverPairTest {

    private final StoreException down = new StoreException(Category.UNAVAILABLE, "down");

    private final ManualTimer timer = new ManualTimer();
    private final FailoverPair pair = new FailoverPair("orders", "standby", true, timer);
    private final List<String> happened = new ArrayList<>();

    @Test
    void new_messages_queue_behind_waiting_ones_until_the_last_is_home() {
        pair.moverStarted(() -> OptionalLong.of(0));
        assertThat(pair.isBehind()).isFalse();
        assertThat(divert(down)).isTrue();
        assertThat(pair.isBehind()).isTrue();
        assertThat(pair.divert(null, () -> {})).isTrue();
        pair.left(1);
        assertThat(pair.isBehind()).isTrue();
        pair.left(1);
        assertThat(pair.isBehind()).isFalse();
        assertThat(pair.divert(null, () -> happened.add("never"))).isFalse();
        assertThat(happened).isEmpty();
    }

    @Test
    void it_says_where_new_messages_go_and_since_when() {
        pair.moverStarted(() -> OptionalLong.of(0));
        assertThat(pair.state(true)).isEqualTo(FailoverPair.State.DIRECT);
        assertThat(pair.since()).isEqualTo(ManualTimer.START);
        timer.advance(java.time.Duration.ofSeconds(5));
        divert(down);
        assertThat(pair.state(false)).isEqualTo(FailoverPair.State.FAILED_OVER);
        assertThat(pair.state(true)).isEqualTo(FailoverPair.State.COMING_HOME);
        assertThat(pair.since()).isEqualTo(ManualTimer.START.plusSeconds(5));
        timer.advance(java.time.Duration.ofSeconds(5));
        pair.left(1);
        assertThat(pair.state(true)).isEqualTo(FailoverPair.State.DIRECT);
        assertThat(pair.since()).isEqualTo(ManualTimer.START.plusSeconds(10));
        assertThat(pair.lastEpisode())
                .hasValueSatisfying(last -> assertThat(last.since()).isEqualTo(ManualTimer.START.plusSeconds(5)));
        pair.moverStopped();
        divert(down);
        assertThat(pair.state(true)).isEqualTo(FailoverPair.State.LEFT_BEHIND);
        assertThat(pair.isMoverActive()).isFalse();
    }

    @Test
    void messages_from_before_the_start_are_waited_for() {
        pair.moverStarted(() -> OptionalLong.of(2));
        assertThat(pair.isBehind()).isTrue();
        pair.left(2);
        assertThat(pair.isBehind()).isFalse();
    }

    @Test
    void a_store_that_can_not_count_is_empty_only_when_it_was_found_so() {
        pair.moverStarted(OptionalLong::empty);
        pair.left(100);
        assertThat(pair.isBehind()).isTrue();
        pair.foundEmpty(pair.waiting());
        assertThat(pair.isBehind()).isFalse();
    }

    @Test
    void what_came_after_the_look_keeps_the_way_closed() {
        pair.moverStarted(() -> OptionalLong.of(3));
        divert(down);
        pair.foundEmpty(3);
        assertThat(pair.isBehind()).isTrue();
    }

    @Test
    void without_a_mover_nothing_queues() {
        divert(down);
        assertThat(pair.isBehind()).isFalse();
        pair.moverStarted(() -> OptionalLong.of(1));
        assertThat(pair.isBehind()).isTrue();
        pair.moverStopped();
        assertThat(pair.isBehind()).isFalse();
        pair.wentToOriginal();
        assertThat(pair.overtaking()).isEqualTo(1);
    }

    @Test
    void what_may_be_in_the_failover_store_is_counted_and_what_is_certainly_not_is_not() {
        pair.moverStarted(() -> OptionalLong.of(0));
        assertThatThrownBy(() -> fail(Category.FULL)).isInstanceOf(StoreException.class);
        assertThat(pair.waiting()).isZero();
        assertThatThrownBy(() -> fail(Category.UNKNOWN)).isInstanceOf(StoreException.class);
        assertThat(pair.waiting()).isEqualTo(1);
    }

    @Test
    void nobody_comes_in_through_a_closed_door() {
        pair.moverStarted(() -> OptionalLong.of(1));
        FailoverPair.Door door = pair.closeDoor();
        timer.start("client", () -> happened.add("diverted: " + pair.divert(null, () -> happened.add("stored"))));
        timer.advance(Duration.ofSeconds(5));
        assertThat(happened).isEmpty();
        pair.left(1);
        door.close();
        timer.settle();
        assertThat(happened).containsExactly("diverted: false");
    }

    private boolean divert(StoreException cause) {
        return pair.divert(cause, () -> {});
    }

    private void fail(Category category) {
        pair.divert(down, () -> {
            throw new StoreException(category, "standby");
        });
    }
}
