// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.ledger.DoubtBook.End;
import dev.holdfast.ledger.Journal.Sync;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Keeps the books: every message that enters or leaves a store does so through here, so that what is stored
/// and what is written about it cannot drift apart.
///
/// For a store that the journal holds itself, message and books change in one commit. For any other engine the
/// order is fixed so that no end of the process can lose or repeat anything unnoticed: an append is noted as in
/// doubt before the engine is asked, and that is taken back when the engine has confirmed it; a settlement is
/// noted as done before the engine is told. Thread-safe.
public final class Ledger {

    /// How long a doubt is remembered when not all copies turn up.
    public static final Duration DOUBT_LIFETIME = Duration.ofDays(7);

    private static final Logger LOGGER = System.getLogger(Ledger.class.getName());

    private final Journal journal;
    private final InstantSource clock;
    private final DoubtBook doubts;
    private final Map<AppendId, AttemptState> attempts = new ConcurrentHashMap<>();

    /// @param journal what the books are written in; what it remembers is read now
    /// @param clock gives the times in the history
    public Ledger(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
        this.doubts = new DoubtBook(journal.doubts());
        journal.attempts().forEach(state -> attempts.put(state.id(), state));
    }

    /// Puts messages into a store.
    ///
    /// When this returns, all of them are durable in the store, in this order, and in the books. When it
    /// throws, the category says what is known, and the books agree with it.
    ///
    /// @param event [Event#STORED], or why else they come: [Event#FAILED_OVER]
    /// @param detail goes into the history with each
    /// @throws StoreException as [MessageStore#append]
    public void append(MessageStore store, List<StoredMessage> messages, Event event, Detail detail) {
        append(store, messages, new Origin(event, detail, Optional.empty(), List.of()));
    }

    /// Puts a copy under a new id into a store, as [#append]; the change is written together with what says that
    /// it is there.
    void append(MessageStore store, StoredMessage copy, Detail detail, Change also) {
        append(store, List.of(copy), new Origin(Event.STORED, detail, Optional.empty(), List.of(also)));
    }

    /// Why messages come into a store.
    ///
    /// @param from the store where they stay until they are durable in this one, if they are moved
    /// @param also what is written together with what says that they are there
    private record Origin(Event event, Detail detail, Optional<String> from, List<Change> also) {}

    private void append(MessageStore store, List<StoredMessage> messages, Origin origin) {
        Instant start = clock.instant();
        if (journal.holds(store)) {
            List<Change> changes = new ArrayList<>(messages.size() * 2 + 2);
            for (StoredMessage message : messages) {
                changes.add(new Change.Put(store.name(), message));
                doubts.arrived(message.id(), store.name(), origin.from, start).ifPresent(changes::add);
            }
            int count = messages.size();
            addArrivals(changes, store, messages, new Arrival(origin, start, () -> count));
            journal.commit(changes, Sync.FLUSHED);
        } else {
            appendToOtherEngine(store, messages, origin, start);
            confirm(store, messages, origin, start);
        }
    }

    /// Takes deliveries out of their stores for good.
    ///
    /// When this returns, none of them will be sent again by this node, and the books say how each ended. When
    /// it throws, those of other engines that were noted as done are only acknowledged when they come again.
    public void settle(List<Settlement> settlements) {
        List<Change> changes = new ArrayList<>(settlements.size() * 5);
        settlements.stream()
                .map(Settlement::id)
                .filter(attempts::containsKey)
                .forEach(id -> changes.add(new Change.ClearAttempts(id)));
        settle(settlements, changes);
    }

    /// Takes deliveries out, as [#settle(List)], and writes the changes with it.
    void settle(List<Settlement> settlements, List<Change> changes) {
        Instant now = clock.instant();
        settlements.forEach(settlement -> addDeparture(changes, settlement, now));
        write(changes);
        forget(settlements, changes);
        settlements.stream()
                .filter(settlement -> !journal.holds(settlement.store()))
                .forEach(settlement -> acknowledge(settlement.store(), settlement.delivery()));
    }

    /// Moves deliveries from one store to another: copy, then acknowledge.
    ///
    /// When this returns, the copies are durable in the target and the deliveries are settled. When it throws,
    /// the deliveries are not settled, unless the exception comes from settling them.
    ///
    /// @param outcome [Outcome#MOVED], [Outcome#DEAD_LETTERED] or [Outcome#INVALID]
    /// @throws StoreException of the target, as [MessageStore#append]; the deliveries are not settled
    /// @throws LedgerException when the books cannot be written; the deliveries are not settled
    /// @throws AcknowledgeException when the engine of the source could not be told
    public void move(MessageStore source, MessageStore target, List<Transfer> transfers, Outcome outcome) {
        List<StoredMessage> copies = transfers.stream().map(Transfer::copy).toList();
        List<Settlement> settlements = transfers.stream()
                .map(transfer -> new Settlement(
                        transfer.delivery(), transfer.copy().id(), source, outcome, towards(target, transfer.detail())))
                .toList();
        if (journal.holds(source) && journal.holds(target)) {
            moveInside(target, copies, settlements);
        } else {
            List<AttemptState> before = copies.stream()
                    .map(StoredMessage::id)
                    .filter(id -> !doubts.isOutside(source.name(), id))
                    .map(this::attempts)
                    .toList();
            List<AppendId> begun =
                    copies.stream().map(StoredMessage::id).filter(doubts::hold).toList();
            appendCopies(source, target, copies, begun);
            settle(settlements, clearingOf(before));
        }
    }

    /// Tells the engine that a delivery is settled which stands in the books as [Standing#SETTLED_BEFORE].
    ///
    /// @throws AcknowledgeException when it could not be told
    public void acknowledge(MessageStore store, Delivery delivery) {
        try {
            delivery.acknowledge();
        } catch (StoreException e) {
            throw new AcknowledgeException(store.name(), e);
        }
    }

    /// What stands in the books about a message that a store has handed out. A message of which copies may
    /// exist is under way from now on, until it is settled or [#released].
    public Standing examine(MessageStore store, Delivery.Received.Valid received) {
        AppendId id = received.message().id();
        if (doubts.isTooManyIn(store.name(), id)) {
            return Standing.SECOND_COPY;
        }
        if (!journal.holds(store) && journal.isSettled(id, store.name())) {
            return Standing.SETTLED_BEFORE;
        }
        return doubts.begin(id) ? Standing.DUE : Standing.COPY_UNDER_WAY;
    }

    /// The message is not under way any more, and not settled.
    public void released(AppendId id) {
        doubts.finished(id);
    }

    /// How often the message has been tried.
    public AttemptState attempts(AppendId id) {
        return attempts.getOrDefault(id, AttemptState.none(id));
    }

    /// Remembers a failed attempt. When this returns, count and next time survive the end of the process.
    public void attempted(AttemptState state, String store, Detail detail) {
        attempts.put(state.id(), state);
        write(List.of(
                new Change.SetAttempts(state),
                new Change.Count(store, Counter.FAILED_ATTEMPTS, 1),
                note(state.id(), clock.instant(), Event.ATTEMPTED, store, detail)));
    }

    /// Adds a line to the history.
    public void note(AppendId id, Event event, String store, Detail detail) {
        write(List.of(note(id, clock.instant(), event, store, detail)));
    }

    /// The counters of the store.
    public Balance balance(String store) {
        return journal.balance(store);
    }

    /// How many copies of messages may be in the store without being counted as appended.
    public int inDoubt(String store) {
        return doubts.unconfirmedIn(store);
    }

    /// Forgets doubts that are older than [#DOUBT_LIFETIME].
    public void forgetOldDoubts() {
        List<Change> changes = doubts.forgetBefore(clock.instant().minus(DOUBT_LIFETIME));
        if (!changes.isEmpty()) {
            write(changes);
        }
    }

    private void appendToOtherEngine(MessageStore store, List<StoredMessage> messages, Origin origin, Instant now) {
        journal.commit(
                messages.stream()
                        .map(message -> doubts.intend(message.id(), store.name(), origin.from, now))
                        .toList(),
                Sync.KILL_SAFE);
        try {
            store.append(messages);
        } catch (StoreException e) {
            List<Change> changes = new ArrayList<>(messages.size() * 2);
            boolean unknown = e.category() == StoreException.Category.UNKNOWN;
            Detail why = Detail.of("", String.valueOf(e.getMessage()));
            for (StoredMessage message : messages) {
                if (!unknown) {
                    changes.add(doubts.refute(message.id(), store.name()));
                }
                changes.add(note(message.id(), now, unknown ? Event.IN_DOUBT : Event.NOT_STORED, store.name(), why));
            }
            noteFailure(changes, e);
            throw e;
        }
    }

    /// What the engine said stands, whatever happens to the books: a failure here must not hide it.
    private void noteFailure(List<Change> changes, StoreException failure) {
        try {
            journal.commit(changes, Sync.KILL_SAFE);
        } catch (StoreException e) {
            failure.addSuppressed(e);
        }
    }

    /// The engine has the messages, whatever happens to the books now: a failure here must not look like one of
    /// the append. The doubts that were written before it keep the books right.
    private void confirm(MessageStore store, List<StoredMessage> messages, Origin origin, Instant start) {
        List<Change> changes = new ArrayList<>(messages.size() * 2 + 2);
        List<DoubtBook.Step> steps = messages.stream()
                .map(message -> doubts.confirm(message.id(), store.name()))
                .toList();
        steps.forEach(step -> changes.add(step.change()));
        LongSupplier counted = () ->
                steps.stream().mapToLong(step -> step.uncounted().getAsInt()).sum();
        addArrivals(changes, store, messages, new Arrival(origin, start, counted));
        try {
            journal.commit(changes, Sync.KILL_SAFE);
        } catch (StoreException e) {
            LOGGER.log(
                    Level.ERROR,
                    "stored in {0}, but the books of this node could not be written: {1}",
                    store.name(),
                    e.getMessage());
        }
    }

    private void moveInside(MessageStore target, List<StoredMessage> copies, List<Settlement> settlements) {
        Instant now = clock.instant();
        List<Change> changes = new ArrayList<>(copies.size() * 5 + 1);
        for (int i = 0; i < copies.size(); i++) {
            changes.add(new Change.Put(target.name(), copies.get(i)));
            doubts.arrived(copies.get(i).id(), target.name(), Optional.empty(), now)
                    .ifPresent(changes::add);
            addDeparture(changes, settlements.get(i), now);
        }
        changes.add(new Change.Count(target.name(), Counter.APPENDED, copies.size()));
        copies.stream()
                .map(StoredMessage::id)
                .filter(attempts::containsKey)
                .forEach(id -> changes.add(new Change.ClearAttempts(id)));
        journal.commit(changes, Sync.FLUSHED);
        forget(settlements, changes);
    }

    /// How messages come into a store.
    ///
    /// @param counted how many of them are counted as appended, asked when it is written
    private record Arrival(Origin origin, Instant start, LongSupplier counted) {}

    private void addArrivals(List<Change> changes, MessageStore store, List<StoredMessage> messages, Arrival arrival) {
        Detail given = arrival.origin.detail;
        Duration duration = Duration.between(arrival.start, clock.instant());
        Detail detail = new Detail(given.target(), 0, 0, duration, given.text());
        for (StoredMessage message : messages) {
            changes.add(note(message.id(), arrival.start, arrival.origin.event, store.name(), detail));
            if (!message.message().options().durable() && !journal.holds(store)) {
                changes.add(note(message.id(), arrival.start, Event.NOT_DURABLE, store.name(), Detail.none()));
            }
        }
        changes.add(new Change.Count(store.name(), Counter.APPENDED, arrival.counted));
        changes.addAll(arrival.origin.also);
        if (arrival.origin.event == Event.FAILED_OVER) {
            changes.add(new Change.Count(store.name(), Counter.FAILED_OVER, messages.size()));
        }
    }

    private void addDeparture(List<Change> changes, Settlement settlement, Instant now) {
        AppendId id = settlement.id();
        String store = settlement.store().name();
        if (journal.holds(settlement.store())) {
            changes.add(new Change.Remove(settlement.delivery()));
        } else {
            changes.add(new Change.SetSettled(id, store, now));
            addForeign(changes, settlement, now);
        }
        changes.add(note(id, now, settlement.outcome().event(), store, settlement.detail()));
        changes.add(new Change.Count(store, settlement.outcome().counter(), 1));
        doubts.depart(id, store, endOf(settlement)).ifPresent(step -> {
            changes.add(step.change());
            changes.add(new Change.Count(
                    store, Counter.APPENDED, () -> step.uncounted().getAsInt()));
        });
    }

    /// Only other engines can hold what someone else put there.
    private static void addForeign(List<Change> changes, Settlement settlement, Instant now) {
        if (settlement.delivery().received().foreign()) {
            String store = settlement.store().name();
            changes.add(new Change.Count(store, Counter.APPENDED, 1));
            changes.add(note(settlement.id(), now, Event.STORED, store, Detail.of("", "put there by someone else")));
        }
    }

    /// While a message is moved, its copy in the target waits: what is still in the source is the one under
    /// way. So is one that was under way before and stays in the hands of the mover when the move fails.
    ///
    /// @param begun those that are under way because of this move
    private void appendCopies(
            MessageStore source, MessageStore target, List<StoredMessage> copies, List<AppendId> begun) {
        try {
            append(
                    target,
                    copies,
                    new Origin(Event.STORED, Detail.of(source.name()), Optional.of(source.name()), List.of()));
        } catch (StoreException e) {
            if (e.category() != StoreException.Category.UNKNOWN) {
                begun.forEach(doubts::finished);
            }
            throw e;
        }
    }

    /// A move ends the attempts that were made before it, and not those with another copy.
    private List<Change> clearingOf(List<AttemptState> before) {
        List<Change> changes = new ArrayList<>();
        for (AttemptState state : before) {
            if (attempts.remove(state.id(), state)) {
                changes.add(new Change.ClearAttempts(state.id()));
            }
        }
        return changes;
    }

    private static End endOf(Settlement settlement) {
        return switch (settlement.outcome()) {
            case MOVED -> new End.None();
            case DEAD_LETTERED, INVALID -> new End.In(settlement.detail().target());
            case DELIVERED, EXPIRED, DROPPED, DUPLICATE -> new End.Outside();
        };
    }

    private void forget(List<Settlement> settlements, List<Change> written) {
        for (Change change : written) {
            if (change instanceof Change.ClearAttempts(AppendId id)) {
                attempts.remove(id);
            }
        }
        settlements.forEach(settlement -> doubts.finished(settlement.id()));
    }

    private void write(List<Change> changes) {
        try {
            journal.commit(changes, Sync.KILL_SAFE);
        } catch (StoreException e) {
            throw new LedgerException(e);
        }
    }

    private static Detail towards(MessageStore target, Detail detail) {
        return new Detail(target.name(), detail.attempt(), detail.status(), detail.duration(), detail.text());
    }

    private static Change note(AppendId id, Instant at, Event event, String store, Detail detail) {
        return new Change.Note(new LedgerEntry(id, at, event, store, detail));
    }
}
