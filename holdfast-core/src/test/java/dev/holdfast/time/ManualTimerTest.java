// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/// The simulated clock keeps the promises of a timer.
class ManualTimerTest {

    private final ManualTimer timer = new ManualTimer();
    private final List<String> happened = new ArrayList<>();

    @Test
    void tasks_run_at_their_time_and_in_its_order() {
        timer.at(in(20), () -> happened.add("b at " + elapsed()));
        timer.at(in(10), () -> happened.add("a at " + elapsed()));
        timer.at(in(30), () -> happened.add("c")).cancel();
        timer.advance(Duration.ofMillis(100));
        assertThat(happened).containsExactly("a at 10", "b at 20");
        assertThat(elapsed()).isEqualTo(100);
    }

    @Test
    void a_wait_ends_at_its_time_or_at_a_signal_and_a_signal_is_kept_once() {
        Timer.Waiter waiter = timer.newWaiter();
        timer.start("waits", () -> {
            happened.add(await(waiter, in(50)) + " at " + elapsed());
            happened.add(await(waiter, in(1_000)) + " at " + elapsed());
            happened.add(await(waiter, in(1_000)) + " at " + elapsed());
        });
        waiter.signal();
        waiter.signal();
        timer.advance(Duration.ofMillis(10));
        timer.start("signals", waiter::signal);
        timer.advance(Duration.ofSeconds(2));
        assertThat(happened).containsExactly("true at 0", "true at 10", "false at 1000");
    }

    @Test
    void an_interrupt_ends_a_wait() {
        Thread thread = timer.start("waits", () -> {
            try {
                timer.newWaiter().await(Instant.MAX);
            } catch (InterruptedException e) {
                happened.add("interrupted");
            }
        });
        timer.settle();
        thread.interrupt();
        timer.settle();
        assertThat(happened).containsExactly("interrupted");
        assertThat(timer.alive()).isEmpty();
    }

    @Test
    void a_thread_that_waits_for_a_lock_does_not_stop_time() {
        ReentrantLock lock = new ReentrantLock();
        timer.start("holds", () -> {
            lock.lock();
            try {
                timer.pause(Duration.ofMillis(100));
                happened.add("gives at " + elapsed());
            } finally {
                lock.unlock();
            }
        });
        timer.start("wants", () -> {
            lock.lock();
            try {
                happened.add("has at " + elapsed());
            } finally {
                lock.unlock();
            }
        });
        timer.advance(Duration.ofSeconds(1));
        assertThat(happened).containsExactly("gives at 100", "has at 100");
    }

    @Test
    void killed_threads_run_no_further() {
        timer.start("dies", () -> {
            try {
                timer.pause(Duration.ofMillis(10));
            } finally {
                happened.add("went on");
            }
        });
        timer.settle();
        timer.kill();
        timer.advance(Duration.ofSeconds(1));
        assertThat(happened).isEmpty();
    }

    @Test
    void the_same_seed_gives_the_same_run() {
        assertThat(drawnOrder(7)).isEqualTo(drawnOrder(7)).isNotEqualTo(drawnOrder(8));
    }

    @Test
    void what_a_thread_throws_fails_the_test() {
        timer.start("throws", () -> {
            throw new IllegalStateException("boom");
        });
        assertThatThrownBy(timer::settle).isInstanceOf(AssertionError.class).hasRootCauseMessage("boom");
    }

    private static List<Integer> drawnOrder(long seed) {
        ManualTimer drawn = new ManualTimer(new Random(seed));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            drawn.start("t" + i, () -> {
                drawn.pause(Duration.ZERO);
                order.add(number);
            });
        }
        drawn.settle();
        return order;
    }

    private static boolean await(Timer.Waiter waiter, Instant until) {
        try {
            return waiter.await(until);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Instant in(long millis) {
        return ManualTimer.START.plusMillis(millis);
    }

    private long elapsed() {
        return Duration.between(ManualTimer.START, timer.instant()).toMillis();
    }
}
