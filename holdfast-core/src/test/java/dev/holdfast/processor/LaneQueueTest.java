// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.BodyBudget;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.store.VolatileMessageStore;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which message a lane gets next. The first character of a body is the key of the message.
class LaneQueueTest {

    private static final Ordering BY_KEY =
            new Ordering.ByKey(4, message -> SampleMessages.body(message).substring(0, 1));

    private final ManualTimer timer = new ManualTimer();
    private final VolatileMessageStore store = new VolatileMessageStore("orders", timer, 100);
    private final List<Lot> taken = new ArrayList<>();
    private int ended;

    @Test
    void messages_of_one_key_go_one_after_the_other_and_other_keys_beside_them() {
        LaneQueue queue = queueOf(BY_KEY, 10, "a1", "a2", "b1", "a3", "c1");
        startLanes(queue, 5);
        assertThat(bodies()).containsExactly("a1", "b1", "c1");
        finish(queue, "a1");
        assertThat(bodies()).containsExactly("a1", "b1", "c1", "a2");
        finish(queue, "a2");
        assertThat(bodies()).containsExactly("a1", "b1", "c1", "a2", "a3");
    }

    @Test
    void a_held_message_holds_only_its_key() {
        LaneQueue queue = queueOf(BY_KEY, 10, "a1", "a2", "b1", "b2");
        startLanes(queue, 2);
        queue.hold(taken("a1"), inSeconds(10));
        queue.done(taken("b1"));
        startLanes(queue, 3);
        timer.advance(Duration.ofMillis(9999));
        assertThat(bodies()).containsExactly("a1", "b1", "b2");
        timer.advance(Duration.ofMillis(1));
        timer.settle();
        assertThat(bodies()).containsExactly("a1", "b1", "b2", "a1");
        finish(queue, "a1");
        assertThat(bodies()).endsWith("a2");
    }

    @Test
    void in_strict_order_a_held_message_holds_all() {
        LaneQueue queue = queueOf(new Ordering.Strict(), 10, "a1", "b1");
        startLanes(queue, 2);
        queue.hold(taken("a1"), inSeconds(10));
        timer.advance(Duration.ofSeconds(9));
        assertThat(bodies()).containsExactly("a1");
        timer.advance(Duration.ofSeconds(1));
        timer.settle();
        assertThat(bodies()).containsExactly("a1", "a1");
        queue.done(taken("a1"));
        startLanes(queue, 1);
        assertThat(bodies()).containsExactly("a1", "a1", "b1");
    }

    @Test
    void without_order_a_held_message_holds_none() {
        LaneQueue queue = queueOf(new Ordering.Unordered(2), 10, "a1", "a2", "a3");
        startLanes(queue, 1);
        queue.hold(taken("a1"), inSeconds(10));
        startLanes(queue, 2);
        assertThat(bodies()).containsExactly("a1", "a2", "a3");
    }

    @Test
    void no_more_are_unsettled_than_the_limit_says() {
        LaneQueue queue = queueOf(BY_KEY, 2, "a1", "b1", "c1");
        startLanes(queue, 3);
        timer.advance(Duration.ofMinutes(1));
        assertThat(bodies()).containsExactly("a1", "b1");
        queue.done(taken("b1"));
        timer.settle();
        assertThat(bodies()).containsExactly("a1", "b1", "c1");
    }

    @Test
    void each_held_message_comes_at_its_time_however_few_lanes_were_woken() {
        LaneQueue queue = queueOf(BY_KEY, 3, "a1", "b1", "c1");
        startLanes(queue, 3);
        startLanes(queue, 3);
        queue.hold(taken("a1"), inSeconds(1));
        queue.hold(taken("b1"), inSeconds(2));
        queue.hold(taken("c1"), inSeconds(3));
        for (int second = 1; second <= 3; second++) {
            timer.advance(Duration.ofSeconds(1));
            timer.settle();
            assertThat(taken).hasSize(3 + second);
        }
        assertThat(bodies()).containsExactly("a1", "b1", "c1", "a1", "b1", "c1");
    }

    @Test
    void one_whose_time_has_come_goes_before_new_ones() {
        LaneQueue queue = queueOf(BY_KEY, 10, "a1", "b1");
        startLanes(queue, 1);
        queue.hold(taken("a1"), timer.instant());
        startLanes(queue, 2);
        assertThat(bodies()).containsExactly("a1", "a1", "b1");
    }

    @Test
    void the_pace_holds_for_new_messages_and_not_for_held_ones() {
        append("a1", "b1");
        LaneQueue queue = queue(BY_KEY, 10, new Pace(Duration.ofSeconds(10), Optional.empty(), 1));
        startLanes(queue, 3);
        queue.hold(taken("a1"), inSeconds(1));
        timer.advance(Duration.ofSeconds(9));
        assertThat(bodies()).containsExactly("a1", "a1");
        timer.advance(Duration.ofSeconds(1));
        timer.settle();
        assertThat(bodies()).containsExactly("a1", "a1", "b1");
    }

    @Test
    void at_the_end_all_lanes_are_let_go_and_the_rest_is_known() {
        LaneQueue queue = queueOf(BY_KEY, 3, "a1", "a2", "b1", "c1");
        startLanes(queue, 2);
        queue.hold(taken("b1"), inSeconds(60));
        startLanes(queue, 3);
        queue.close();
        timer.settle();
        assertThat(ended).isEqualTo(3);
        assertThat(queue.rest().stream().map(LaneQueueTest::body)).containsExactlyInAnyOrder("b1", "a2");
    }

    @Test
    void only_the_first_failure_is_remembered() {
        LaneQueue queue = queueOf(BY_KEY, 3);
        assertThat(queue.failure()).isEmpty();
        StoreException first = new StoreException(Category.UNAVAILABLE, "connection lost");
        queue.failed(first);
        queue.failed(new StoreException(Category.UNAVAILABLE, "as before"));
        assertThat(queue.failure()).containsSame(first);
    }

    private LaneQueue queueOf(Ordering ordering, int limit, String... bodies) {
        append(bodies);
        return queue(ordering, limit, Pace.unlimited());
    }

    private LaneQueue queue(Ordering ordering, int limit, Pace pace) {
        LotMaker maker = new LotMaker(ordering, new BodyBudget(1 << 20, timer).newAccount());
        return new LaneQueue(store.openConsumer(100), maker, new ForwardingPacer(pace, timer.instant()), timer, limit);
    }

    private void append(String... bodies) {
        Arrays.stream(bodies).forEach(body -> store.append(List.of(SampleMessages.text(body))));
    }

    /// The lane that had the message asks for the next.
    private void finish(LaneQueue queue, String body) {
        queue.done(taken(body));
        startLanes(queue, 1);
    }

    /// Each takes one message.
    private void startLanes(LaneQueue queue, int count) {
        for (int i = 0; i < count; i++) {
            timer.start("lane", () -> takeOne(queue));
        }
        timer.settle();
    }

    private void takeOne(LaneQueue queue) {
        try {
            queue.take(timer.newWaiter()).ifPresentOrElse(taken::add, () -> ended++);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Instant inSeconds(int seconds) {
        return timer.instant().plusSeconds(seconds);
    }

    private Lot taken(String body) {
        return taken.stream().filter(lot -> body(lot).equals(body)).findFirst().orElseThrow();
    }

    private List<String> bodies() {
        return taken.stream().map(LaneQueueTest::body).toList();
    }

    private static String body(Lot lot) {
        return switch (lot.delivery().received()) {
            case Delivery.Received.Valid valid -> SampleMessages.body(valid.message());
            case Delivery.Received.Invalid invalid -> throw new AssertionError(invalid.reason());
        };
    }
}
