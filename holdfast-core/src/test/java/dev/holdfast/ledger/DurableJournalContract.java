// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.ledger.Journal.Sync;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [Journal] on stable storage promises that holds messages itself.
public abstract class DurableJournalContract extends JournalContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Closes the journal and opens it anew on the same storage.
    protected abstract Journal reopen() throws Exception;

    /// A store of that name whose messages are in the journal.
    protected abstract MessageStore heldStore(String name) throws Exception;

    private void restart() throws Exception {
        use(reopen());
    }

    @Test
    void everything_is_remembered_over_a_restart() throws Exception {
        AppendId id = newId();
        AttemptState attempts = new AttemptState(id, 2, 1, 4, AT);
        Doubt doubt = new Doubt(id, AT, false, List.of(new Doubt.Copy("orders", false)));
        LedgerEntry entry = entry(id, AT, Event.ATTEMPTED);
        commit(
                new Change.Count("orders", Counter.APPENDED, 5),
                new Change.SetAttempts(attempts),
                new Change.DoubtChanged(id, () -> Optional.of(doubt)),
                new Change.Note(entry),
                new Change.SetState("processor/p", "ACTIVE"),
                new Change.SetSettled(id, "orders", Instant.now()));
        restart();
        assertThat(journal().balance("orders").get(Counter.APPENDED)).isEqualTo(5);
        assertThat(journal().attempts()).containsExactly(attempts);
        assertThat(journal().doubts()).containsExactly(doubt);
        assertThat(journal().history(id.flow())).containsExactly(entry);
        assertThat(journal().state("processor/p")).contains("ACTIVE");
        assertThat(journal().isSettled(id, "orders")).isTrue();
    }

    @Test
    void what_was_forgotten_stays_forgotten_over_a_restart() throws Exception {
        AppendId id = newId();
        Doubt doubt = new Doubt(id, AT, false, List.of(new Doubt.Copy("orders", false)));
        commit(
                new Change.SetAttempts(new AttemptState(id, 2, 1, 4, AT)),
                new Change.DoubtChanged(id, () -> Optional.of(doubt)),
                new Change.SetState("processor/p", "ACTIVE"));
        commit(
                new Change.ClearAttempts(id),
                new Change.DoubtChanged(id, Optional::empty),
                new Change.SetState("processor/p", ""));
        restart();
        assertThat(journal().attempts()).isEmpty();
        assertThat(journal().doubts()).isEmpty();
        assertThat(journal().state("processor/p")).isEmpty();
    }

    @Test
    void message_and_books_change_together_and_are_measured_together() throws Exception {
        MessageStore store = heldStore("held");
        List<StoredMessage> messages = SampleMessages.numbered("m", 3);
        for (StoredMessage message : messages) {
            put(store, message);
        }
        assertThat(journal().holds(store)).isTrue();
        try (StoreConsumer consumer = store.openConsumer(3)) {
            Delivery delivery = receive(consumer, messages.get(0));
            journal().commit(List.of(removal(delivery), count(store, Counter.DELIVERED)), Sync.KILL_SAFE);
            Journal.Measure measure = journal().measure(store);
            assertThat(measure.queued()).isEqualTo(2);
            assertThat(measure.balance().outstanding()).isEqualTo(2);
            receive(consumer, messages.get(1));
        }
    }

    @Test
    void a_message_moves_between_held_stores_in_one_commit() throws Exception {
        MessageStore source = heldStore("source");
        MessageStore target = heldStore("target");
        StoredMessage message = SampleMessages.full();
        put(source, message);
        try (StoreConsumer from = source.openConsumer(1);
                StoreConsumer to = target.openConsumer(1)) {
            Delivery delivery = receive(from, message);
            journal().commit(List.of(removal(delivery), new Change.Put("target", message)), Sync.FLUSHED);
            assertThat(from.receive(Duration.ZERO)).isEmpty();
            receive(to, message);
        }
        assertThat(journal().measure(source).queued()).isZero();
        assertThat(journal().measure(target).queued()).isEqualTo(1);
    }

    @Test
    void a_commit_with_the_removal_of_what_is_not_ours_any_more_does_not_happen() throws Exception {
        MessageStore store = heldStore("held");
        StoredMessage message = SampleMessages.text("m");
        put(store, message);
        StoreConsumer lost = store.openConsumer(1);
        Delivery stale = receive(lost, message);
        lost.close();
        assertThatThrownBy(() ->
                        journal().commit(List.of(count(store, Counter.DELIVERED), removal(stale)), Sync.KILL_SAFE))
                .isInstanceOf(StoreException.class);
        assertThat(journal().balance("held").get(Counter.DELIVERED)).isZero();
        assertThat(journal().measure(store).queued()).isEqualTo(1);
        try (StoreConsumer consumer = store.openConsumer(1)) {
            receive(consumer, message);
        }
    }

    private void put(MessageStore store, StoredMessage message) {
        journal().commit(List.of(new Change.Put(store.name(), message), count(store, Counter.APPENDED)), Sync.FLUSHED);
    }

    private static Change removal(Delivery delivery) {
        return new Change.Remove(delivery);
    }

    private static Change count(MessageStore store, Counter counter) {
        return new Change.Count(store.name(), counter, 1);
    }

    private static Delivery receive(StoreConsumer consumer, StoredMessage expected) throws InterruptedException {
        Delivery delivery = consumer.receive(PATIENCE).orElseThrow(() -> new AssertionError("no message came"));
        assertThat(delivery.received()).isEqualTo(new Delivery.Received.Valid(expected, false));
        return delivery;
    }
}
