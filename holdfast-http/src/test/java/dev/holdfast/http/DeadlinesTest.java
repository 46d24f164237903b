// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.Deadlines.Deadline;
import dev.holdfast.time.Timer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Deadlines in a time that the test moves.
class DeadlinesTest {

    private static final Duration TICK = Duration.ofMillis(20);

    private final SteppedTimer timer = new SteppedTimer();
    private final List<String> expired = new CopyOnWriteArrayList<>();
    private final Deadlines deadlines = Deadlines.start(timer, "deadlines", TICK);

    @AfterEach
    void close() throws Exception {
        deadlines.close();
    }

    @Test
    void a_deadline_is_never_early_and_at_most_two_ticks_late() throws Exception {
        watch("a").startIn(Duration.ofMillis(100));
        tick(5);
        assertThat(expired).isEmpty();
        tick(2);
        assertThat(expired).containsExactly("a");
        tick(20);
        assertThat(expired).containsExactly("a");
    }

    @Test
    void a_deadline_that_is_moved_cleared_or_closed_does_not_come() throws Exception {
        Deadline moved = watch("moved");
        Deadline cleared = watch("cleared");
        Deadline closed = watch("closed");
        for (Deadline deadline : List.of(moved, cleared, closed)) {
            deadline.startIn(Duration.ofMillis(40));
        }
        tick(1);
        moved.startIn(Duration.ofMillis(200));
        cleared.clear();
        closed.close();
        tick(9);
        assertThat(expired).isEmpty();
        assertThat(moved.remaining()).isBetween(Duration.ofMillis(20), Duration.ofMillis(60));
        tick(3);
        assertThat(expired).containsExactly("moved");
    }

    @Test
    void a_clock_that_is_set_by_hours_ends_nothing() throws Exception {
        watch("a").startIn(Duration.ofSeconds(5));
        tick(1);
        timer.step(Duration.ofHours(3));
        timer.step(Duration.ofHours(-6));
        tick(5);
        assertThat(expired).isEmpty();
    }

    @Test
    void a_deadline_in_hundreds_of_years_is_one() throws Exception {
        watch("a").startIn(Duration.ofSeconds(Long.MAX_VALUE / 1_000));
        tick(3);
        assertThat(expired).isEmpty();
    }

    @Test
    void an_ending_that_fails_does_not_keep_others_from_ending() throws Exception {
        deadlines
                .watch(() -> {
                    throw new IllegalStateException("an ending that fails");
                })
                .startIn(Duration.ofMillis(20));
        watch("b").startIn(Duration.ofMillis(40));
        tick(5);
        assertThat(expired).containsExactly("b");
    }

    @Test
    void while_nothing_is_under_way_the_thread_rests() throws Exception {
        Deadline first = watch("a");
        tick(1);
        first.close();
        tick(1);
        TestTime.await("the thread rests", () -> timer.waitsUntil().equals(Instant.MAX));
        watch("b").startIn(Duration.ofMillis(20));
        TestTime.await("the thread is up again", () -> !timer.waitsUntil().equals(Instant.MAX));
        tick(3);
        assertThat(expired).containsExactly("b");
    }

    private Deadline watch(String name) {
        return deadlines.watch(() -> expired.add(name));
    }

    private void tick(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            timer.step(TICK);
        }
    }

    /// A timer whose single waiting thread goes on when the test moves the time, and has finished what it does
    /// when the move returns.
    private static final class SteppedTimer implements Timer {

        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        private final AtomicReference<Instant> until = new AtomicReference<>(Instant.MIN);
        private final AtomicInteger waits = new AtomicInteger();
        private final SynchronousQueue<Boolean> wake = new SynchronousQueue<>();

        void step(Duration duration) throws InterruptedException, IOException {
            TestTime.await(
                    "the thread waits for its tick",
                    () -> waitsUntil().isAfter(Instant.MIN) && !waitsUntil().equals(Instant.MAX));
            int before = waits.get();
            now.updateAndGet(time -> time.plus(duration));
            wake.put(false);
            TestTime.await("the thread has looked", () -> waits.get() > before);
        }

        Instant waitsUntil() {
            return until.get();
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public Task at(Instant when, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Waiter newWaiter() {
            return new Waiter() {
                @Override
                public boolean await(Instant time) throws InterruptedException {
                    until.set(time);
                    waits.incrementAndGet();
                    boolean signal = wake.take();
                    until.set(Instant.MIN);
                    return signal;
                }

                @Override
                public void signal() {
                    Thread.ofVirtual().start(() -> {
                        try {
                            wake.put(true);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
                }
            };
        }

        @Override
        public Thread start(String name, Runnable body) {
            return Thread.ofVirtual().name(name).start(body);
        }
    }
}
