// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.Journal.Sync;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.store.VolatileMessageStore;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [Journal] promises. A module with a journal extends this; a durable one extends
/// [DurableJournalContract].
public abstract class JournalContract {

    /// A time that fits into any form.
    protected static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");

    private Journal journal;

    /// Opens the journal. The first time in a test it is empty; later in the same test it stands on the same
    /// storage.
    protected abstract Journal open() throws Exception;

    /// Ends use of the journal, as far as that takes anything.
    protected void close() throws Exception {}

    @BeforeEach
    void openJournal() throws Exception {
        journal = open();
    }

    @AfterEach
    void closeJournal() throws Exception {
        close();
    }

    /// The journal under test.
    protected Journal journal() {
        return journal;
    }

    /// Takes another journal as the one under test.
    protected void use(Journal other) {
        journal = other;
    }

    @Test
    void a_new_journal_remembers_nothing() {
        AppendId id = newId();
        assertThat(journal.attempts()).isEmpty();
        assertThat(journal.doubts()).isEmpty();
        assertThat(journal.isSettled(id, "orders")).isFalse();
        assertThat(journal.state("processor/p")).isEmpty();
        assertThat(journal.balance("orders")).isEqualTo(new Balance(Map.of()));
        assertThat(journal.history(id.flow())).isEmpty();
    }

    @Test
    void what_is_committed_together_is_there_together() {
        AppendId id = newId();
        AttemptState attempts = new AttemptState(id, 2, 1, 4, AT);
        LedgerEntry entry = entry(id, AT, Event.ATTEMPTED);
        commit(
                new Change.Count("orders", Counter.FAILED_ATTEMPTS, 1),
                new Change.SetAttempts(attempts),
                new Change.Note(entry),
                new Change.SetState("processor/p", "ACTIVE"),
                new Change.SetSettled(id, "orders", AT));
        assertThat(journal.balance("orders").get(Counter.FAILED_ATTEMPTS)).isEqualTo(1);
        assertThat(journal.attempts()).containsExactly(attempts);
        assertThat(journal.history(id.flow())).containsExactly(entry);
        assertThat(journal.state("processor/p")).contains("ACTIVE");
        assertThat(journal.isSettled(id, "orders")).isTrue();
    }

    @Test
    void counters_add_up_for_each_store_by_itself() {
        commit(new Change.Count("orders", Counter.APPENDED, 3), new Change.Count("other", Counter.APPENDED, 7));
        commit(new Change.Count("orders", Counter.APPENDED, 2), new Change.Count("orders", Counter.DELIVERED, 1));
        commit(new Change.Count("orders", Counter.APPENDED, -1));
        assertThat(journal.balance("orders").get(Counter.APPENDED)).isEqualTo(4);
        assertThat(journal.balance("orders").get(Counter.DELIVERED)).isEqualTo(1);
        assertThat(journal.balance("orders").get(Counter.DROPPED)).isZero();
        assertThat(journal.balance("other").get(Counter.APPENDED)).isEqualTo(7);
    }

    @Test
    void every_counter_is_kept_by_itself() {
        for (Counter counter : Counter.values()) {
            commit(new Change.Count("orders", counter, counter.name().length()));
        }
        Balance balance = journal.balance("orders");
        for (Counter counter : Counter.values()) {
            assertThat(balance.get(counter))
                    .as(counter.name())
                    .isEqualTo(counter.name().length());
        }
    }

    @Test
    void attempts_are_replaced_and_forgotten() {
        AppendId first = newId();
        AppendId second = newId();
        commit(new Change.SetAttempts(new AttemptState(first, 1, 1, 1, AT)));
        commit(new Change.SetAttempts(new AttemptState(second, 1, 1, 1, AT)));
        AttemptState later = new AttemptState(first, 3, 2, 9, AT.plusSeconds(5));
        commit(new Change.SetAttempts(later));
        commit(new Change.ClearAttempts(second), new Change.ClearAttempts(newId()));
        assertThat(journal.attempts()).containsExactly(later);
    }

    @Test
    void a_doubt_is_written_as_it_is_when_it_is_written() {
        AppendId id = newId();
        AtomicInteger asked = new AtomicInteger();
        AtomicReference<Optional<Doubt>> current = new AtomicReference<>(Optional.empty());
        Change change = new Change.DoubtChanged(id, () -> {
            asked.incrementAndGet();
            return current.get();
        });
        assertThat(asked).hasValue(0);
        Doubt doubt = new Doubt(
                id, AT, true, List.of(new Doubt.Copy("orders", true), new Doubt.Copy("orders-failover", false)));
        current.set(Optional.of(doubt));
        commit(change);
        assertThat(asked).hasValue(1);
        assertThat(journal.doubts()).containsExactly(doubt);
        current.set(Optional.empty());
        commit(change);
        assertThat(journal.doubts()).isEmpty();
    }

    @Test
    void a_settlement_is_remembered_for_that_message_in_that_store() {
        AppendId id = newId();
        commit(new Change.SetSettled(id, "orders", Instant.now()));
        assertThat(journal.isSettled(id, "orders")).isTrue();
        assertThat(journal.isSettled(id, "other")).isFalse();
        assertThat(journal.isSettled(newId(), "orders")).isFalse();
    }

    @Test
    void a_state_is_replaced_and_an_empty_one_is_forgotten() {
        commit(new Change.SetState("a", "one\twith tab ä"), new Change.SetState("b", "two"));
        assertThat(journal.state("a")).contains("one\twith tab ä");
        commit(new Change.SetState("a", "three"), new Change.SetState("b", ""));
        assertThat(journal.state("a")).contains("three");
        assertThat(journal.state("b")).isEmpty();
    }

    @Test
    void the_history_of_a_flow_is_whole_and_oldest_first() {
        AppendId first = newId();
        AppendId sibling = new AppendId(first.flow(), first.serial() + 1);
        AppendId other = newId();
        List<LedgerEntry> entries = new ArrayList<>();
        for (Event event : Event.values()) {
            entries.add(entry(entries.size() % 2 == 0 ? first : sibling, AT.plusMillis(entries.size()), event));
        }
        entries.forEach(entry -> commit(new Change.Note(entry), new Change.Note(entry(other, AT, Event.STORED))));
        assertThat(journal.history(first.flow())).isEqualTo(entries);
    }

    @Test
    void entries_of_one_instant_keep_the_order_in_which_they_were_written() {
        AppendId id = newId();
        List<LedgerEntry> entries =
                List.of(entry(id, AT, Event.STORED), entry(id, AT, Event.ATTEMPTED), entry(id, AT, Event.DELIVERED));
        commit(new Change.Note(entries.get(0)), new Change.Note(entries.get(1)));
        commit(new Change.Note(entries.get(2)));
        assertThat(journal.history(id.flow())).isEqualTo(entries);
    }

    @Test
    void threads_commit_beside_one_another_and_nothing_gets_lost() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String key = "thread-" + i;
                running.add(threads.submit(() -> commitOften(key)));
            }
            for (Future<Boolean> thread : running) {
                assertThat(thread.get()).isTrue();
            }
        }
        assertThat(journal.balance("orders").get(Counter.APPENDED)).isEqualTo(8 * 50);
        assertThat(journal.attempts()).hasSize(8 * 50);
    }

    /// Commits of one thread happen in their order: the last state wins.
    private boolean commitOften(String key) {
        for (int i = 1; i <= 50; i++) {
            Sync sync = i % 10 == 0 ? Sync.FLUSHED : Sync.KILL_SAFE;
            journal.commit(
                    List.of(
                            new Change.Count("orders", Counter.APPENDED, 1),
                            new Change.SetAttempts(new AttemptState(newId(), 1, 1, 1, AT)),
                            new Change.SetState(key, Integer.toString(i))),
                    sync);
        }
        return journal.state(key).equals(Optional.of("50"));
    }

    @Test
    void a_store_of_another_engine_is_not_held() {
        assertThat(journal.holds(new VolatileMessageStore("foreign", new ManualTimer(), 1)))
                .isFalse();
    }

    /// Commits, without a flush.
    protected final void commit(Change... changes) {
        journal.commit(Arrays.asList(changes), Sync.KILL_SAFE);
    }

    /// An entry with all details.
    protected static LedgerEntry entry(AppendId id, Instant at, Event event) {
        Detail detail = new Detail("backend ä", 3, 503, Duration.ofMillis(12), "reason: 漢字");
        return new LedgerEntry(id, at, event, "orders", detail);
    }

    /// The id of a message that nobody knows.
    protected static AppendId newId() {
        return SampleMessages.text("").id();
    }
}
