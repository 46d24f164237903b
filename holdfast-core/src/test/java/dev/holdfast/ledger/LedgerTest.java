// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.FaultyStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.store.VolatileMessageStore;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The books agree with the stores, whatever breaks off when.
class LedgerTest {

    private final ManualTimer timer = new ManualTimer();
    private final FaultyJournal journal = new FaultyJournal(new VolatileJournal(10_000, 10_000));
    private final FaultyStore orders = store("orders");
    private final FaultyStore standby = store("standby");
    private final FaultyStore dead = store("dead");
    private final StoredMessage message = SampleMessages.text("m");
    private Ledger ledger = new Ledger(journal, timer);

    @Test
    void an_append_and_a_delivery_are_counted_and_noted() throws Exception {
        append(orders);
        settle(receive(orders), orders, Outcome.DELIVERED);
        assertThat(events()).containsExactly(Event.STORED, Event.DELIVERED);
        assertCounts(orders, 1, 1);
        assertBalanced();
        assertThat(journal.doubts()).isEmpty();
    }

    @Test
    void an_append_that_certainly_failed_leaves_no_doubt() {
        orders.thenFail(Category.FULL, false);
        assertThatThrownBy(() -> append(orders)).isInstanceOf(StoreException.class);
        assertThat(events()).containsExactly(Event.NOT_STORED);
        assertThat(journal.doubts()).isEmpty();
        assertCounts(orders, 0, 0);
    }

    @Test
    void an_append_that_broke_off_is_remembered_and_counted_when_it_turns_up() throws Exception {
        orders.thenFail(Category.UNKNOWN, true);
        assertThatThrownBy(() -> append(orders)).isInstanceOf(StoreException.class);
        assertThat(events()).containsExactly(Event.IN_DOUBT);
        assertThat(ledger.inDoubt("orders")).isEqualTo(1);
        assertBalanced();
        Delivery delivery = receive(orders);
        assertThat(examine(orders, delivery)).isEqualTo(Standing.DUE);
        settle(delivery, orders, Outcome.DELIVERED);
        assertCounts(orders, 1, 1);
        assertBalanced();
    }

    @Test
    void the_second_copy_of_a_message_is_settled_unsent_whichever_comes_first() throws Exception {
        orders.thenFail(Category.UNKNOWN, true);
        assertThatThrownBy(() -> append(orders)).isInstanceOf(StoreException.class);
        append(standby);
        Delivery first = receive(orders);
        assertThat(examine(orders, first)).isEqualTo(Standing.DUE);
        Delivery second = receive(standby);
        assertThat(examine(standby, second)).isEqualTo(Standing.COPY_UNDER_WAY);
        settle(first, orders, Outcome.DELIVERED);
        assertThat(examine(standby, second)).isEqualTo(Standing.SECOND_COPY);
        settle(second, standby, Outcome.DUPLICATE);
        assertBalanced();
        assertThat(journal.doubts()).isEmpty();
    }

    @Test
    void a_copy_that_was_given_back_lets_the_other_go() throws Exception {
        orders.thenFail(Category.UNKNOWN, true);
        assertThatThrownBy(() -> append(orders)).isInstanceOf(StoreException.class);
        append(standby);
        assertThat(examine(orders, receive(orders))).isEqualTo(Standing.DUE);
        Delivery other = receive(standby);
        assertThat(examine(standby, other)).isEqualTo(Standing.COPY_UNDER_WAY);
        ledger.released(message.id());
        assertThat(examine(standby, other)).isEqualTo(Standing.DUE);
    }

    @Test
    void a_message_whose_move_failed_stays_in_the_hands_of_its_mover() throws Exception {
        orders.thenFail(Category.UNKNOWN, true);
        assertThatThrownBy(() -> append(orders)).isInstanceOf(StoreException.class);
        append(standby);
        Delivery moved = receive(standby);
        assertThat(examine(standby, moved)).isEqualTo(Standing.DUE);
        orders.thenFail(Category.UNAVAILABLE, false);
        assertThatThrownBy(() -> move(moved, standby, orders, Outcome.MOVED)).isInstanceOf(StoreException.class);
        Delivery late = receive(orders);
        assertThat(examine(orders, late)).isEqualTo(Standing.COPY_UNDER_WAY);
        move(moved, standby, orders, Outcome.MOVED);
        assertThat(examine(orders, late)).isEqualTo(Standing.DUE);
        settle(late, orders, Outcome.DELIVERED);
        Delivery second = receive(orders);
        assertThat(examine(orders, second)).isEqualTo(Standing.SECOND_COPY);
        settle(second, orders, Outcome.DUPLICATE);
        assertBalanced();
        assertThat(journal.doubts()).isEmpty();
    }

    @Test
    void a_copy_that_is_moved_although_another_has_come_to_its_end_stays_one_too_many() throws Exception {
        append(standby);
        Delivery moved = receive(standby);
        assertThat(examine(standby, moved)).isEqualTo(Standing.DUE);
        orders.thenFail(Category.UNKNOWN, true);
        assertThatThrownBy(() -> move(moved, standby, orders, Outcome.MOVED)).isInstanceOf(StoreException.class);
        ledger.released(message.id());
        Delivery first = receive(orders);
        assertThat(examine(orders, first)).isEqualTo(Standing.DUE);
        settle(first, orders, Outcome.DELIVERED);
        move(moved, standby, orders, Outcome.MOVED);
        Delivery second = receive(orders);
        assertThat(examine(orders, second)).isEqualTo(Standing.SECOND_COPY);
        settle(second, orders, Outcome.DUPLICATE);
        assertBalanced();
        assertThat(journal.doubts()).isEmpty();
    }

    @Test
    void a_settlement_that_the_engine_did_not_hear_of_is_only_acknowledged_when_it_comes_again() throws Exception {
        append(orders);
        orders.loseAcknowledgements(1);
        Delivery delivery = receive(orders);
        assertThatThrownBy(() -> settle(delivery, orders, Outcome.DELIVERED)).isInstanceOf(AcknowledgeException.class);
        delivery.release();
        ledger = new Ledger(journal, timer);
        Delivery again = receive(orders);
        assertThat(examine(orders, again)).isEqualTo(Standing.SETTLED_BEFORE);
        ledger.acknowledge(orders, again);
        assertCounts(orders, 1, 1);
        assertBalanced();
    }

    @Test
    void what_was_settled_before_does_not_hold_up_its_copy_in_another_store() throws Exception {
        append(standby);
        Delivery source = receive(standby);
        orders.thenFail(Category.UNKNOWN, true);
        assertThatThrownBy(() -> move(source, standby, orders, Outcome.MOVED)).isInstanceOf(StoreException.class);
        standby.loseAcknowledgements(1);
        assertThatThrownBy(() -> move(source, standby, orders, Outcome.MOVED)).isInstanceOf(AcknowledgeException.class);
        source.release();
        assertThat(examine(standby, receive(standby))).isEqualTo(Standing.SETTLED_BEFORE);
        assertThat(examine(orders, receive(orders))).isEqualTo(Standing.DUE);
    }

    @Test
    void a_copy_that_arrives_before_its_append_breaks_off_makes_the_next_copy_one_too_many() throws Exception {
        orders.thenFail(Category.UNKNOWN, true);
        assertThatThrownBy(() -> append(orders)).isInstanceOf(StoreException.class);
        settle(receive(orders), orders, Outcome.DELIVERED);
        append(standby);
        Delivery second = receive(standby);
        assertThat(examine(standby, second)).isEqualTo(Standing.SECOND_COPY);
        settle(second, standby, Outcome.DUPLICATE);
        assertBalanced();
        assertThat(journal.doubts()).isEmpty();
    }

    @Test
    void a_commit_that_fails_settles_nothing() throws Exception {
        orders.thenFail(Category.UNKNOWN, true);
        assertThatThrownBy(() -> append(orders)).isInstanceOf(StoreException.class);
        append(standby);
        Delivery delivery = receive(orders);
        assertThat(examine(orders, delivery)).isEqualTo(Standing.DUE);
        journal.failAfter(0, Category.UNAVAILABLE);
        assertThatThrownBy(() -> settle(delivery, orders, Outcome.DROPPED)).isInstanceOf(LedgerException.class);
        journal.recover();
        ledger.released(message.id());
        assertThat(examine(orders, delivery)).isEqualTo(Standing.DUE);
        settle(delivery, orders, Outcome.DELIVERED);
        assertBalanced();
    }

    @Test
    void a_dead_letter_is_no_second_copy() throws Exception {
        orders.thenFail(Category.UNKNOWN, true);
        assertThatThrownBy(() -> append(orders)).isInstanceOf(StoreException.class);
        append(standby);
        Delivery delivery = receive(standby);
        assertThat(examine(standby, delivery)).isEqualTo(Standing.DUE);
        move(delivery, standby, dead, Outcome.DEAD_LETTERED);
        assertThat(examine(dead, receive(dead))).isEqualTo(Standing.DUE);
        assertThat(examine(orders, receive(orders))).isEqualTo(Standing.SECOND_COPY);
        assertBalanced();
    }

    @Test
    void a_copy_that_is_settled_before_its_append_was_confirmed_is_counted_once() throws Exception {
        StoredMessage early = SampleMessages.text("early");
        VolatileMessageStore engine = new VolatileMessageStore("fast", timer, 10);
        try (StoreConsumer consumer = engine.openConsumer(1)) {
            dev.holdfast.store.MessageStore fast = new dev.holdfast.store.MessageStore() {
                @Override
                public String name() {
                    return "fast";
                }

                @Override
                public void append(List<StoredMessage> messages) {
                    engine.append(messages);
                    settleNow(consumer, this, early);
                }

                @Override
                public StoreConsumer openConsumer(int window) {
                    return engine.openConsumer(window);
                }

                @Override
                public void probe() {}

                @Override
                public void close() {}
            };
            ledger.append(fast, List.of(early), Event.STORED, Detail.none());
        }
        assertThat(ledger.balance("fast").get(Counter.APPENDED)).isEqualTo(1);
        assertThat(ledger.balance("fast").outstanding()).isZero();
        assertThat(journal.doubts()).isEmpty();
    }

    @Test
    void an_unknown_append_stays_unknown_when_the_books_fail_too() {
        orders.thenFail(Category.UNKNOWN, true);
        journal.failAfter(1, Category.UNAVAILABLE);
        assertThatThrownBy(() -> append(orders))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.category()).isEqualTo(Category.UNKNOWN));
    }

    @Test
    void attempts_and_doubts_survive_the_process() {
        orders.thenFail(Category.UNKNOWN, true);
        assertThatThrownBy(() -> append(orders)).isInstanceOf(StoreException.class);
        AttemptState state =
                AttemptState.none(message.id()).in(3).failed(timer.instant().plusSeconds(7));
        ledger.attempted(state, "orders", Detail.none());
        Ledger after = new Ledger(journal, timer);
        assertThat(after.attempts(message.id())).isEqualTo(state);
        assertThat(after.inDoubt("orders")).isEqualTo(1);
    }

    @Test
    void a_settled_message_has_no_attempts_any_more() throws Exception {
        append(orders);
        ledger.attempted(AttemptState.none(message.id()).failed(timer.instant()), "orders", Detail.none());
        settle(receive(orders), orders, Outcome.DELIVERED);
        assertThat(ledger.attempts(message.id())).isEqualTo(AttemptState.none(message.id()));
        assertThat(journal.attempts()).isEmpty();
    }

    @Test
    void doubts_are_forgotten_after_their_lifetime() {
        orders.thenFail(Category.UNKNOWN, false);
        assertThatThrownBy(() -> append(orders)).isInstanceOf(StoreException.class);
        timer.advance(Ledger.DOUBT_LIFETIME);
        ledger.forgetOldDoubts();
        assertThat(journal.doubts()).hasSize(1);
        timer.advance(Duration.ofMillis(1));
        ledger.forgetOldDoubts();
        assertThat(journal.doubts()).isEmpty();
        assertThat(ledger.inDoubt("orders")).isZero();
    }

    private void settleNow(StoreConsumer consumer, dev.holdfast.store.MessageStore store, StoredMessage expected) {
        try {
            Delivery delivery = consumer.receive(Duration.ZERO).orElseThrow();
            ledger.settle(List.of(new Settlement(delivery, expected.id(), store, Outcome.DELIVERED, Detail.none())));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private FaultyStore store(String name) {
        return new FaultyStore(new VolatileMessageStore(name, timer, 100));
    }

    private void append(FaultyStore store) {
        ledger.append(store, List.of(message), Event.STORED, Detail.none());
    }

    private static Delivery receive(FaultyStore store) throws InterruptedException {
        return store.openConsumer(1).receive(Duration.ZERO).orElseThrow();
    }

    private Standing examine(FaultyStore store, Delivery delivery) {
        return ledger.examine(store, (Delivery.Received.Valid) delivery.received());
    }

    private void settle(Delivery delivery, FaultyStore store, Outcome outcome) {
        ledger.settle(List.of(new Settlement(delivery, message.id(), store, outcome, Detail.none())));
    }

    private void move(Delivery delivery, FaultyStore source, FaultyStore target, Outcome outcome) {
        ledger.move(source, target, List.of(new Transfer(delivery, message, Detail.none())), outcome);
    }

    private List<Event> events() {
        return journal.history(message.id().flow()).stream()
                .map(LedgerEntry::event)
                .toList();
    }

    private void assertCounts(FaultyStore store, long appended, long delivered) {
        Balance balance = ledger.balance(store.name());
        assertThat(balance.get(Counter.APPENDED)).isEqualTo(appended);
        assertThat(balance.get(Counter.DELIVERED)).isEqualTo(delivered);
    }

    private void assertBalanced() {
        for (FaultyStore store : List.of(orders, standby, dead)) {
            Optional<Audit.Finding> finding = new Audit(journal, ledger).of(store);
            assertThat(finding)
                    .get()
                    .satisfies(found -> assertThat(found.unaccounted())
                            .as(store.name() + " " + found)
                            .isZero());
        }
    }
}
