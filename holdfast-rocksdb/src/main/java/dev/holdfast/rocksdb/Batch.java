// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Change;
import dev.holdfast.ledger.Doubt;
import dev.holdfast.message.MessageRecord;
import dev.holdfast.store.Delivery.Received;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/// Turns the changes of commits into one batch of the database. Used by the writer's thread only.
final class Batch implements AutoCloseable {

    private static final byte[] NOTHING = {};

    private final Columns columns;
    private final Registry registry;
    private final QueuedMessage.Source source;
    private final InstantSource clock;
    private final WriteBatch batch = new WriteBatch();
    private final Set<StoreQueue> touched = new LinkedHashSet<>();
    private int tieBreaker;

    /// @param source where large messages that are put can be read again
    Batch(Columns columns, Registry registry, QueuedMessage.Source source, InstantSource clock) {
        this.columns = columns;
        this.registry = registry;
        this.source = source;
        this.clock = clock;
    }

    /// Empties the batch.
    void begin() {
        batch.clear();
        touched.clear();
    }

    /// Adds what the commit changes. Messages that it puts get their places in the queues now.
    ///
    /// @return the messages that it puts
    List<QueuedMessage> add(Commit commit) throws RocksDBException {
        List<QueuedMessage> put = new ArrayList<>(1);
        for (int i = 0; i < commit.changes().size(); i++) {
            Value value = commit.encoded(i);
            switch (commit.changes().get(i)) {
                case Change.Put change -> put.add(put(change, value));
                case Change.Remove(var delivery) -> remove((QueueDelivery) delivery);
                case Change.Count count -> count(count);
                case Change.Note note -> put(columns.ledger(), key(note), value);
                case Change.SetAttempts(var state) -> put(columns.dedupe(), Keys.attempts(state.id()), value);
                case Change.ClearAttempts(var id) -> batch.delete(columns.dedupe(), Keys.attempts(id));
                case Change.DoubtChanged(var id, var current) -> doubt(Keys.doubt(id), current.get());
                case Change.SetSettled settled -> batch.put(columns.dedupe(), key(settled), NOTHING);
                case Change.SetState(String key, String _) -> state(Keys.state(key), value);
            }
        }
        return put;
    }

    /// Adds the counters of all stores that were touched.
    WriteBatch finish() throws RocksDBException {
        for (StoreQueue queue : touched) {
            batch.put(
                    columns.state(),
                    Keys.counters(queue.number()),
                    queue.books().encode(queue.lowest()));
        }
        return batch;
    }

    @Override
    public void close() {
        batch.close();
    }

    private QueuedMessage put(Change.Put change, Value value) throws RocksDBException {
        StoreQueue queue = registry.queue(change.store());
        long sequence = queue.books().put();
        put(columns.messages(), Keys.message(queue.number(), sequence), value);
        touched.add(queue);
        return QueuedMessage.of(queue, sequence, value.size(), source, new Received.Valid(change.message(), false));
    }

    private void put(ColumnFamilyHandle family, byte[] key, Value value) throws RocksDBException {
        switch (value) {
            case Value.Whole whole -> batch.put(family, key, whole.bytes());
            case Value.InParts(MessageRecord parts) -> putOutsideHeap(family, key, parts);
        }
    }

    private void putOutsideHeap(ColumnFamilyHandle family, byte[] key, MessageRecord parts) throws RocksDBException {
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer keyBytes =
                    arena.allocate(key.length).asByteBuffer().put(key).flip();
            ByteBuffer value = arena.allocate(parts.size()).asByteBuffer();
            parts.writeTo(value);
            batch.put(family, keyBytes, value.flip());
        }
    }

    /// Every message is written once and deleted once, so that both can vanish together without a trace.
    private void remove(QueueDelivery delivery) throws RocksDBException {
        batch.singleDelete(columns.messages(), Keys.message(delivery.queue().number(), delivery.sequence()));
        delivery.queue().books().remove();
        touched.add(delivery.queue());
    }

    private void count(Change.Count count) throws RocksDBException {
        StoreQueue queue = registry.queue(count.store());
        queue.books().add(count.counter(), count.delta());
        touched.add(queue);
    }

    private void doubt(byte[] key, Optional<Doubt> current) throws RocksDBException {
        if (current.isPresent()) {
            batch.put(columns.dedupe(), key, BookCodec.encode(current.get()));
        } else {
            batch.delete(columns.dedupe(), key);
        }
    }

    private void state(byte[] key, Value value) throws RocksDBException {
        if (value.size() > 0) {
            put(columns.state(), key, value);
        } else {
            batch.delete(columns.state(), key);
        }
    }

    private byte[] key(Change.Note note) {
        long micros =
                ChronoUnit.MICROS.between(java.time.Instant.EPOCH, note.entry().at());
        return Keys.history(note.entry().id().flow(), micros, tieBreaker++);
    }

    /// The day is that of the writing, as that is when forgetting begins to count.
    private byte[] key(Change.SetSettled settled) throws RocksDBException {
        return Keys.settled(settled.id(), registry.books(settled.store()).number(), Keys.dayOf(clock.instant()));
    }
}
