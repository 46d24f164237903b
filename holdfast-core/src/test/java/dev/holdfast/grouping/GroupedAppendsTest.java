// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.grouping.AppendOutcome.Failed;
import dev.holdfast.grouping.AppendOutcome.Stored;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.SystemTimer;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupedAppendsTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final SystemTimer timer = new SystemTimer();
    private final WatchedTimer watched = new WatchedTimer(timer);
    private final Engine engine = new Engine();

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void what_comes_while_something_is_written_is_written_together() throws Exception {
        GroupedAppends<String> appends = appends(LONG);
        Caller first = caller(appends, "a");
        Group written = engine.next();
        Caller second = caller(appends, "b1", "b2");
        Caller third = caller(appends, "c");
        written.end(new Stored());
        first.end();

        Group together = engine.next();
        assertThat(together.messages()).containsExactly("b1", "b2", "c");
        together.end(new Stored());
        second.end();
        third.end();
    }

    @Test
    void no_more_is_written_at_once_than_the_engine_takes() throws Exception {
        engine.atOnce = 2;
        GroupedAppends<String> appends = appends(LONG);
        Caller first = caller(appends, "a");
        Group written = engine.next();
        Caller second = caller(appends, "b");
        Group other = engine.next();
        Caller third = caller(appends, "c");
        assertThat(engine.groups).isEmpty();

        written.end(new Stored());
        first.end();
        Group last = engine.next();
        assertThat(last.messages()).containsExactly("c");
        last.end(new Stored());
        third.end();
        other.end(new Stored());
        second.end();
    }

    @Test
    void when_one_of_several_does_not_fit_each_is_written_alone() throws Exception {
        GroupedAppends<String> appends = appends(LONG);
        Caller first = caller(appends, "a");
        Group written = engine.next();
        Caller good = caller(appends, "good");
        Caller bad = caller(appends, "bad");
        written.end(new Stored());
        first.end();

        engine.next().end(failed(Category.REJECTED));
        Group alone = engine.next();
        assertThat(alone.messages()).containsExactly("good");
        alone.end(new Stored());
        good.end();
        Group refused = engine.next();
        assertThat(refused.messages()).containsExactly("bad");
        refused.end(failed(Category.REJECTED));
        bad.failsWith(Category.REJECTED);
    }

    @Test
    void what_may_be_stored_is_not_written_again() throws Exception {
        GroupedAppends<String> appends = appends(LONG);
        Caller first = caller(appends, "a");
        Group written = engine.next();
        Caller second = caller(appends, "b");
        Caller third = caller(appends, "c");
        written.end(new Stored());
        first.end();
        engine.next().end(failed(Category.UNKNOWN));
        second.failsWith(Category.UNKNOWN);
        third.failsWith(Category.UNKNOWN);
        assertThat(engine.groups).isEmpty();
    }

    @Test
    void one_who_has_given_up_before_is_not_written() throws Exception {
        GroupedAppends<String> appends = appends(LONG);
        Caller first = caller(appends, "a");
        Group written = engine.next();
        Caller impatient = caller(appends, "b");
        impatient.interrupt();
        impatient.failsWith(Category.UNAVAILABLE);
        Caller third = caller(appends, "c");
        written.end(new Stored());
        first.end();
        Group next = engine.next();
        assertThat(next.messages()).containsExactly("c");
        next.end(new Stored());
        third.end();
    }

    @Test
    void one_who_gives_up_before_the_commit_cuts_the_connection_off_and_nothing_is_stored() throws Exception {
        Caller caller = caller(appends(LONG), "a");
        Group group = engine.next();
        CompletableFuture<String> cut = new CompletableFuture<>();
        group.attempt().uses(() -> cut.complete("cut"));
        caller.interrupt();
        caller.failsWith(Category.UNAVAILABLE);
        assertThat(cut.getNow("not cut")).isEqualTo("cut");
        assertThatThrownBy(() -> group.attempt().decisive())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
    }

    @Test
    void after_the_commit_was_sent_one_who_gives_up_does_not_know() throws Exception {
        Caller caller = caller(appends(Duration.ofMillis(100)), "a");
        Group group = engine.next();
        group.attempt().uses(() -> {});
        group.attempt().decisive();
        caller.failsWith(Category.UNKNOWN);
    }

    @Test
    void an_unexpected_error_is_told_and_the_next_is_written() throws Exception {
        GroupedAppends<String> appends = appends(LONG);
        Caller caller = caller(appends, "a");
        engine.next().breakWith(new IllegalArgumentException("a mistake"));
        caller.failsWith(Category.UNAVAILABLE);
        Caller next = caller(appends, "b");
        engine.next().end(new Stored());
        next.end();
    }

    @Test
    void one_group_has_no_more_than_a_transaction_should_hold() throws Exception {
        GroupedAppends<String> appends = appends(LONG);
        Caller first = caller(appends, "a");
        Group written = engine.next();
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Caller caller = caller(appends, "x".repeat(3 * 1024 * 1024));
            callers.add(caller);
        }
        written.end(new Stored());
        first.end();
        Group two = engine.next();
        assertThat(two.messages()).hasSize(2);
        two.end(new Stored());
        Group last = engine.next();
        assertThat(last.messages()).hasSize(1);
        last.end(new Stored());
        for (Caller caller : callers) {
            caller.end();
        }
    }

    private GroupedAppends<String> appends(Duration limit) {
        return new GroupedAppends<>(engine, String::length, watched, limit);
    }

    /// One who has handed the messages over and waits.
    private Caller caller(GroupedAppends<String> appends, String... messages) throws InterruptedException {
        Caller caller = new Caller(appends, messages);
        assertThat(watched.waits.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        return caller;
    }

    private static Failed failed(Category category) {
        return new Failed(category, "as the test has it", new IllegalStateException("as the test has it"));
    }

    /// A group in the hands of the engine.
    private record Group(AppendGroup<String> group, CompletableFuture<AppendOutcome> outcome) {

        List<String> messages() {
            return group.messages();
        }

        Attempt attempt() {
            return group.attempt();
        }

        void end(AppendOutcome end) {
            outcome.complete(end);
        }

        void breakWith(RuntimeException failure) {
            outcome.completeExceptionally(failure);
        }
    }

    /// An engine that does what the test tells it.
    private static final class Engine implements GroupedAppends.Writer<String> {

        private final BlockingQueue<Group> groups = new LinkedBlockingQueue<>();
        private volatile int atOnce = 1;

        Group next() throws InterruptedException {
            Group next = groups.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing is written");
            }
            return next;
        }

        @Override
        public AppendOutcome write(AppendGroup<String> group) {
            CompletableFuture<AppendOutcome> outcome = new CompletableFuture<>();
            groups.add(new Group(group, outcome));
            try {
                return outcome.join();
            } catch (CompletionException e) {
                throw new IllegalStateException("as the test has it", e);
            }
        }

        @Override
        public int atOnce() {
            return atOnce;
        }

        @Override
        public String threadName() {
            return "test-append";
        }

        @Override
        public StoreException failure(Failed failed) {
            return new StoreException(failed.category(), failed.reason(), failed.cause());
        }
    }

    /// One who appends.
    private static final class Caller {

        private final CompletableFuture<Optional<Category>> ended = new CompletableFuture<>();
        private final Thread thread;

        Caller(GroupedAppends<String> appends, String... messages) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    appends.append(List.of(messages));
                    ended.complete(Optional.empty());
                } catch (StoreException e) {
                    ended.complete(Optional.of(e.category()));
                }
            });
        }

        void interrupt() {
            thread.interrupt();
        }

        void end() throws InterruptedException, ExecutionException {
            assertThat(ended.get()).isEmpty();
        }

        void failsWith(Category expected) throws InterruptedException, ExecutionException {
            assertThat(ended.get()).contains(expected);
        }
    }

    /// Tells of each wait that begins.
    private record WatchedTimer(Timer timer, Semaphore waits) implements Timer {

        WatchedTimer(Timer timer) {
            this(timer, new Semaphore(0));
        }

        @Override
        public Instant instant() {
            return timer.instant();
        }

        @Override
        public Task at(Instant when, Runnable task) {
            return timer.at(when, task);
        }

        @Override
        public Thread start(String name, Runnable body) {
            return timer.start(name, body);
        }

        @Override
        public Waiter newWaiter() {
            Waiter waiter = timer.newWaiter();
            return new Waiter() {
                @Override
                public boolean await(Instant until) throws InterruptedException {
                    waits.release();
                    return waiter.await(until);
                }

                @Override
                public void signal() {
                    waiter.signal();
                }
            };
        }
    }
}
