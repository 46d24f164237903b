// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Change;
import dev.holdfast.ledger.Journal.Sync;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Browsable;
import dev.holdfast.store.Countable;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// An embedded durable store: one queue in the database of the node.
final class RocksDbMessageStore implements MessageStore, Countable, Browsable {

    private final StoreQueue queue;
    private final RocksDbJournal journal;
    private final MessageReader reader;
    private final QueueConsumer.Engine engine;
    private final Set<QueueConsumer> consumers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    RocksDbMessageStore(StoreQueue queue, QueueConsumer.Engine engine) {
        this.queue = queue;
        this.engine = engine;
        this.journal = engine.journal();
        this.reader = engine.reader();
    }

    @Override
    public String name() {
        return queue.name();
    }

    @Override
    public void append(List<StoredMessage> messages) {
        requireOpen();
        List<Change> puts = messages.stream()
                .<Change>map(message -> new Change.Put(name(), message))
                .toList();
        journal.commit(puts, Sync.FLUSHED);
    }

    @Override
    public StoreConsumer openConsumer(int window) {
        requireOpen();
        journal.requireUsable();
        QueueConsumer consumer = new QueueConsumer(queue, engine, window, consumers::remove);
        consumers.add(consumer);
        if (closed) {
            consumer.close();
        }
        return consumer;
    }

    @Override
    public void probe() {
        requireOpen();
        journal.probe();
    }

    /// Counts what is there; takes a second or two for a million messages.
    @Override
    public OptionalLong count() {
        return OptionalLong.of(reader.measure(queue).queued());
    }

    @Override
    public List<StoredMessage> page(Optional<AppendId> after, int limit) {
        return reader.page(queue, after, limit);
    }

    @Override
    public Optional<StoredMessage> find(AppendId id) {
        return reader.find(queue, id).map(MessageReader.Found::message);
    }

    @Override
    public Optional<Delivery> take(AppendId id) {
        return reader.find(queue, id)
                .map(MessageReader.Found::place)
                .filter(queue::take)
                .map(place -> new QueueDelivery(place, journal, delivery -> {}));
    }

    /// The database goes on.
    @Override
    public void close() {
        closed = true;
        consumers.forEach(QueueConsumer::close);
    }

    /// Whether the messages of this store are in that journal.
    boolean isIn(RocksDbJournal candidate) {
        return journal == candidate;
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(Category.CLOSED, "store " + name() + " is closed");
        }
    }
}
