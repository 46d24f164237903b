// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.AttemptState;
import dev.holdfast.ledger.Balance;
import dev.holdfast.ledger.Change;
import dev.holdfast.ledger.Doubt;
import dev.holdfast.ledger.Journal;
import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.FlowId;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The journal of a node, in its embedded database.
final class RocksDbJournal implements Journal {

    private final Writer writer;
    private final Registry registry;
    private final BookReader books;
    private final MessageReader messages;
    private final Room room;
    private final Map<String, String> states;

    /// @param states what was remembered before
    RocksDbJournal(Writer writer, Registry registry, Readers readers, Room room, Map<String, String> states) {
        this.writer = writer;
        this.registry = registry;
        this.books = readers.books();
        this.messages = readers.messages();
        this.room = room;
        this.states = new ConcurrentHashMap<>(states);
    }

    /// What reads the database.
    record Readers(BookReader books, MessageReader messages) {}

    @Override
    public void commit(List<Change> changes, Sync sync) {
        room.require(changes);
        Commit commit = new Commit(changes, encode(changes), sync);
        List<QueueDelivery> settling = beginSettling(changes);
        boolean written = false;
        try {
            writer.submit(commit);
            commit.await();
            written = true;
        } finally {
            if (!written) {
                settling.forEach(QueueDelivery::settlingFailed);
            }
        }
        for (Change change : changes) {
            if (change instanceof Change.SetState(String key, String value)) {
                remember(key, value);
            }
        }
    }

    @Override
    public boolean holds(MessageStore store) {
        return store instanceof RocksDbMessageStore ours && ours.isIn(this);
    }

    @Override
    public List<AttemptState> attempts() {
        return books.attempts();
    }

    @Override
    public List<Doubt> doubts() {
        return books.doubts();
    }

    @Override
    public boolean isSettled(AppendId id, String store) {
        return registry.known(store)
                .filter(known -> books.isSettled(id, known.number()))
                .isPresent();
    }

    @Override
    public Optional<String> state(String key) {
        return Optional.ofNullable(states.get(key));
    }

    @Override
    public Balance balance(String store) {
        return registry.known(store).map(queue -> queue.books().balance()).orElseGet(() -> new Balance(Map.of()));
    }

    @Override
    public List<LedgerEntry> history(FlowId flow) {
        return books.history(flow);
    }

    @Override
    public Measure measure(MessageStore store) {
        StoreQueue queue = registry.known(store.name())
                .orElseThrow(() -> new IllegalArgumentException("store " + store.name() + " is not in this database"));
        MessageReader.Measured measured = messages.measure(queue);
        return new Measure(measured.books().balance(), measured.queued());
    }

    /// Writes nothing, and flushes that: what a full round trip is here.
    ///
    /// @throws StoreException *unavailable* when it fails, *full* when it works but there is no room
    void probe() {
        room.requireSpace();
        try {
            commit(List.of(), Sync.FLUSHED);
        } catch (StoreException e) {
            throw e.category() == Category.UNKNOWN
                    ? new StoreException(Category.UNAVAILABLE, String.valueOf(e.getMessage()), e)
                    : e;
        }
    }

    /// Refuses when nothing can be written any more.
    ///
    /// @throws StoreException *unavailable* or *closed*
    void requireUsable() {
        writer.requireUsable();
    }

    private void remember(String key, String value) {
        if (value.isEmpty()) {
            states.remove(key);
        } else {
            states.put(key, value);
        }
    }

    /// Whoever does not hold a message must not have it removed: that is found out before anything is written.
    private static List<QueueDelivery> beginSettling(List<Change> changes) {
        List<QueueDelivery> begun = new ArrayList<>();
        try {
            for (Change change : changes) {
                if (change instanceof Change.Remove(Delivery delivery)) {
                    QueueDelivery ours = (QueueDelivery) delivery;
                    ours.beginSettling();
                    begun.add(ours);
                }
            }
        } catch (StoreException e) {
            begun.forEach(QueueDelivery::settlingFailed);
            throw e;
        }
        return begun;
    }

    private static List<Value> encode(List<Change> changes) {
        List<Value> encoded = new ArrayList<>(changes.size());
        for (Change change : changes) {
            encoded.add(
                    switch (change) {
                        case Change.Put put -> Value.of(put.message());
                        case Change.Note(LedgerEntry entry) -> new Value.Whole(BookCodec.encode(entry));
                        case Change.SetAttempts(AttemptState state) -> new Value.Whole(BookCodec.encode(state));
                        case Change.SetState(String _, String value) ->
                            new Value.Whole(value.getBytes(StandardCharsets.UTF_8));
                        case Change.Remove _, Change.Count _, Change.ClearAttempts _ -> Value.NOTHING;
                        case Change.DoubtChanged _, Change.SetSettled _ -> Value.NOTHING;
                    });
        }
        return encoded;
    }
}
