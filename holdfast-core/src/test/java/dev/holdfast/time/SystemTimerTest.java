// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.time.Timer.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SystemTimerTest {

    /// Longer than what a wait waits for by itself.
    private static final Duration LONG = Duration.ofMillis(1300);

    private static final Duration SHORT = Duration.ofMillis(20);

    private final SystemTimer timer = new SystemTimer();

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void a_wait_ends_at_its_time_and_not_before() throws Exception {
        for (Duration length : List.of(Duration.ZERO, SHORT, LONG)) {
            Instant until = timer.instant().plus(length);
            assertThat(timer.newWaiter().await(until)).as("%s", length).isFalse();
            // The clock of the computer is read once, when the wait begins.
            assertThat(timer.instant().plusMillis(5)).isAfter(until);
        }
    }

    @Test
    void a_signal_ends_the_wait_however_long() throws Exception {
        for (Instant until : List.of(inAMinute(), Instant.MAX)) {
            Waiter waiter = timer.newWaiter();
            FutureTask<Boolean> waiting = start(() -> waiter.await(until));
            waiter.signal();
            assertThat(waiting.get()).isTrue();
        }
    }

    @Test
    void a_signal_is_kept_once() throws Exception {
        Waiter waiter = timer.newWaiter();
        waiter.signal();
        waiter.signal();
        assertThat(waiter.await(inAMinute())).isTrue();
        assertThat(waiter.await(timer.instant().plus(SHORT))).isFalse();
        waiter.signal();
        assertThat(waiter.await(Instant.MIN)).isTrue();
    }

    @Test
    void who_is_interrupted_waits_no_more_and_the_signal_is_kept() throws Exception {
        Waiter waiter = timer.newWaiter();
        waiter.signal();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> waiter.await(inAMinute())).isInstanceOf(InterruptedException.class);
        assertThat(waiter.await(inAMinute())).isTrue();

        FutureTask<Boolean> waiting = new FutureTask<>(() -> waiter.await(inAMinute()));
        Thread thread = Thread.startVirtualThread(waiting);
        thread.interrupt();
        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void many_wait_for_each_other_in_turn_and_no_signal_is_lost() throws Exception {
        List<FutureTask<Boolean>> pairs = new ArrayList<>();
        for (int pair = 0; pair < 20; pair++) {
            Waiter ping = timer.newWaiter();
            Waiter pong = timer.newWaiter();
            pairs.add(start(() -> play(ping, pong)));
            pairs.add(start(() -> play(pong, ping)));
            ping.signal();
        }
        for (FutureTask<Boolean> player : pairs) {
            assertThat(player.get()).isTrue();
        }
    }

    private boolean play(Waiter mine, Waiter other) throws InterruptedException {
        for (int turn = 0; turn < 2_000; turn++) {
            if (!mine.await(inAMinute())) {
                return false;
            }
            other.signal();
        }
        return true;
    }

    @Test
    void waits_end_at_their_time_after_the_end_of_the_timer_too() throws Exception {
        Instant until = timer.instant().plus(LONG);
        FutureTask<Boolean> before = start(() -> timer.newWaiter().await(until));
        timer.close();
        assertThat(timer.newWaiter().await(until)).isFalse();
        assertThat(before.get()).isFalse();
    }

    private Instant inAMinute() {
        return timer.instant().plusSeconds(60);
    }

    private static <T> FutureTask<T> start(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.startVirtualThread(task);
        return task;
    }
}
