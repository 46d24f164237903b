// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.StoreException.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a store promises while its engine, a process of its own, is stopped, killed, frozen and started again, in
/// every phase of a message's life: what was confirmed is there afterwards, what is *unavailable* is not, what was
/// acknowledged with certainty does not come again, and everything goes on by itself.
///
/// The store is opened with the time limit [#SEND_TIMEOUT] for sends. One engine may serve all tests of a class:
/// each test leaves it running.
public abstract class StoreOutageContract extends StoreTestBed {

    /// The time limit for sends with which the store under test is to be opened. Long enough that a slow machine
    /// does not reach it while the engine runs.
    protected static final Duration SEND_TIMEOUT = Duration.ofSeconds(4);

    /// Of consumers that read ahead, to see that this does not change the order.
    private static final int WINDOW = 20;

    /// So few are appended at once that a slow machine does not reach the time limit.
    private static final int AT_ONCE = 25;

    private final AppendRecord record = new AppendRecord();
    private Action last = Action.RESTART;

    /// What happens to an engine; as the servers of tests have it.
    protected enum Action {
        /// It is stopped cleanly and has ended.
        STOP,
        /// It is killed (SIGKILL).
        KILL,
        /// Its threads are stopped where they are (SIGSTOP).
        FREEZE,
        /// It goes on after [#FREEZE].
        RESUME,
        /// It is started again with what it has kept, after [#STOP] or [#KILL], and takes connections.
        RESTART
    }

    /// Whether the engine has written an acknowledgement down before it answers. Where it has not, what was
    /// acknowledged last may come again after the engine was killed; the ledger knows it then.
    protected boolean writesAcknowledgementsDown() {
        return true;
    }

    /// Does that to the engine, and returns when it is done.
    protected abstract void let(Action action) throws Exception;

    @AfterEach
    void leaveItRunning() throws Exception {
        switch (last) {
            case STOP, KILL -> happen(Action.RESTART);
            case FREEZE -> happen(Action.RESUME);
            case RESUME, RESTART -> {}
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP", "KILL"})
    void an_engine_that_has_ended_is_unavailable_and_used_again_when_it_is_back(Action end) throws Exception {
        confirm(SampleMessages.numbered("before", 2));
        happen(end);
        // A client may notice the end of a connection only when it uses it.
        eventually(() -> assertThat(record.append(store(), SampleMessages.numbered("down", 1)))
                .contains(Category.UNAVAILABLE));
        eventually(() -> assertThat(record.append(store(), SampleMessages.numbered("list", 3)))
                .contains(Category.UNAVAILABLE));
        assertUnavailable(store()::probe);
        assertUnavailable(() -> store().openConsumer(1));
        comeBack(Action.RESTART);
        confirm(SampleMessages.numbered("after", 2));
        List<StoredMessage> found = drainAll(record.confirmed().size());
        record.verify(found);
        assertThat(found).containsSubsequence(record.confirmed());
    }

    @Test
    void a_store_that_is_opened_while_its_engine_is_down_works_as_soon_as_that_is_up() throws Exception {
        confirm(SampleMessages.numbered("before", 2));
        happen(Action.KILL);
        store().close();
        use(open());
        assertThat(record.append(store(), SampleMessages.numbered("down", 1))).contains(Category.UNAVAILABLE);
        assertUnavailable(store()::probe);
        assertUnavailable(() -> store().openConsumer(1));
        comeBack(Action.RESTART);
        confirm(SampleMessages.numbered("after", 1));
        record.verify(drainAll(record.confirmed().size()));
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP", "KILL"})
    void what_was_confirmed_while_the_engine_ended_is_there_and_what_was_unavailable_is_not(Action end)
            throws Exception {
        CountDownLatch underWay = new CountDownLatch(40);
        List<Step> steps = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            steps.add(() -> appendUntilItFails(underWay));
        }
        steps.add(() -> {
            underWay.await();
            happen(end);
        });
        inParallel(steps);
        comeBack(Action.RESTART);
        confirm(SampleMessages.numbered("after", 1));
        record.verify(drainAll(record.confirmed().size()));
    }

    private void appendUntilItFails(CountDownLatch underWay) {
        Optional<Category> failure = Optional.empty();
        for (int i = 0; failure.isEmpty(); i++) {
            failure = record.append(store(), SampleMessages.numbered("m", 1 + i % 2));
            underWay.countDown();
        }
        record.append(store(), SampleMessages.numbered("late", 1));
    }

    @Test
    void a_frozen_engine_is_given_up_in_every_phase_and_thaws() throws Exception {
        List<StoredMessage> before = SampleMessages.numbered("before", 3);
        confirm(before);
        StoreConsumer consumer = store().openConsumer(2);
        Delivery done = next(consumer);
        Delivery held = next(consumer);
        StoreConsumer idle = store().openConsumer(1);
        done.acknowledge();
        happen(Action.FREEZE);
        inParallel(List.of(
                () -> assertGivenUp(SampleMessages.numbered("frozen", 1)),
                () -> assertGivenUp(SampleMessages.numbered("list", 2)),
                () -> assertUnavailable(store()::probe),
                () -> assertUnavailable(() -> store().openConsumer(1)),
                () -> assertThatThrownBy(held::acknowledge)
                        .isInstanceOfSatisfying(StoreException.class, e -> assertEndOfPatience(e.category())),
                () -> receiveNothing(idle)));
        inParallel(List.of(consumer::close, idle::close));
        comeBack(Action.RESUME);
        confirm(SampleMessages.numbered("after", 1));
        List<StoredMessage> acknowledged = List.of(before.getFirst(), before.get(1));
        List<StoredMessage> found = drainAll(record.confirmed().size() - acknowledged.size());
        assertThat(found).doesNotContain(before.getFirst());
        record.confirmed().removeAll(acknowledged);
        record.verify(found);
    }

    private void assertGivenUp(List<StoredMessage> messages) {
        assertThat(record.append(store(), messages)).isPresent().hasValueSatisfying(this::assertEndOfPatience);
    }

    private void assertEndOfPatience(Category category) {
        assertThat(category).isIn(Category.UNKNOWN, Category.UNAVAILABLE);
    }

    /// A consumer that reads ahead may have something; it may notice, and it may not.
    private void receiveNothing(StoreConsumer consumer) throws InterruptedException {
        try {
            consumer.receive(aWhile());
        } catch (StoreException e) {
            assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
        }
    }

    @Test
    void a_consumer_that_waits_while_the_engine_is_killed_notices_or_goes_on() throws Exception {
        StoreConsumer consumer = store().openConsumer(1);
        CountDownLatch waiting = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Delivery>> outcome = threads.submit(() -> waitFor(consumer, waiting));
            waiting.await();
            happen(Action.KILL);
            comeBack(Action.RESTART);
            StoredMessage message = SampleMessages.text("after");
            confirm(List.of(message));
            Optional<Delivery> delivery = outcome.get();
            if (delivery.isPresent()) {
                assertThat(message(delivery.get())).isEqualTo(message);
                delivery.get().acknowledge();
                consumer.close();
                assertThat(drain()).isEmpty();
            } else {
                consumer.close();
                assertThat(drainAll(1)).containsExactly(message);
            }
        }
    }

    /// @return empty when the consumer has said that its connection is lost
    private static Optional<Delivery> waitFor(StoreConsumer consumer, CountDownLatch waiting)
            throws InterruptedException {
        try {
            Optional<Delivery> delivery = Optional.empty();
            while (delivery.isEmpty()) {
                waiting.countDown();
                delivery = consumer.receive(PATIENCE);
            }
            return delivery;
        } catch (StoreException e) {
            assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
            return Optional.empty();
        }
    }

    @Test
    void deliveries_that_are_held_when_the_engine_is_killed_come_again_in_their_order() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 5);
        confirm(messages);
        StoreConsumer consumer = store().openConsumer(3);
        List<Delivery> deliveries = receive(consumer, 3);
        deliveries.getFirst().acknowledge();
        happen(Action.KILL);
        assertThatThrownBy(deliveries.get(1)::acknowledge)
                .isInstanceOfSatisfying(StoreException.class, e -> assertEndOfPatience(e.category()));
        deliveries.get(2).release();
        consumer.close();
        comeBack(Action.RESTART);
        List<StoredMessage> found = drainAll(4);
        int again = writesAcknowledgementsDown() ? 0 : found.size() - 4;
        assertThat(found).isEqualTo(messages.subList(1 - again, 5));
    }

    @Test
    void what_was_acknowledged_while_the_engine_was_killed_does_not_come_again() throws Exception {
        List<StoredMessage> messages = SampleMessages.numbered("m", 300);
        confirm(messages);
        Queue<StoredMessage> acknowledged = new ConcurrentLinkedQueue<>();
        List<StoredMessage> perhaps = new ArrayList<>();
        CountDownLatch underWay = new CountDownLatch(20);
        StoreConsumer consumer = store().openConsumer(5);
        Step acknowledge = () -> acknowledgeUntilItFails(consumer, acknowledged, perhaps, underWay);
        inParallel(List.of(acknowledge, () -> {
            underWay.await();
            happen(Action.KILL);
        }));
        consumer.close();
        comeBack(Action.RESTART);
        List<StoredMessage> left = new ArrayList<>(messages);
        left.removeAll(acknowledged);
        List<StoredMessage> found = drainAll(left.size() - perhaps.size());
        if (!writesAcknowledgementsDown()) {
            assertThat(found).containsAll(left.subList(perhaps.size(), left.size()));
            assertThat(found).isEqualTo(messages.subList(messages.size() - found.size(), messages.size()));
            return;
        }
        assertThat(found).doesNotContainAnyElementsOf(acknowledged);
        if (!found.containsAll(perhaps)) {
            left.removeAll(perhaps);
        }
        assertThat(found).isEqualTo(left);
    }

    private static void acknowledgeUntilItFails(
            StoreConsumer consumer, Queue<StoredMessage> done, List<StoredMessage> perhaps, CountDownLatch underWay)
            throws InterruptedException {
        Optional<Delivery> delivery = Optional.empty();
        try {
            do {
                delivery = consumer.receive(SEND_TIMEOUT);
                if (delivery.isPresent()) {
                    delivery.get().acknowledge();
                    done.add(message(delivery.get()));
                    underWay.countDown();
                }
            } while (delivery.isPresent());
        } catch (StoreException e) {
            assertThat(e.category()).isIn(Category.UNKNOWN, Category.UNAVAILABLE);
            delivery.map(StoreTestBed::message)
                    .filter(last -> !done.contains(last))
                    .ifPresent(perhaps::add);
        }
    }

    private void happen(Action action) throws Exception {
        let(action);
        last = action;
    }

    private void comeBack(Action action) throws Exception {
        happen(action);
        eventually(store()::probe);
    }

    private void confirm(List<StoredMessage> messages) {
        for (int from = 0; from < messages.size(); from += AT_ONCE) {
            List<StoredMessage> some = messages.subList(from, Math.min(from + AT_ONCE, messages.size()));
            assertThat(record.append(store(), some)).isEmpty();
        }
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
    }

    /// Takes all messages out; so many must come, however long the engine needs after its start.
    private List<StoredMessage> drainAll(int least) throws InterruptedException {
        List<StoredMessage> found = new ArrayList<>();
        try (StoreConsumer consumer = store().openConsumer(WINDOW)) {
            Optional<Delivery> delivery = consumer.receive(least > 0 ? RECOVERY : aWhile());
            while (delivery.isPresent()) {
                found.add(message(delivery.get()));
                delivery.get().acknowledge();
                delivery = consumer.receive(found.size() < least ? RECOVERY : aWhile());
            }
        }
        return found;
    }
}
