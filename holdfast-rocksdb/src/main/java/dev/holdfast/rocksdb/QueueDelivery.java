// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Change;
import dev.holdfast.ledger.Journal.Sync;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.store.Unread;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// A message of an embedded store in somebody's hands.
final class QueueDelivery implements Delivery, Unread {

    private final QueuedMessage message;
    private final RocksDbJournal journal;
    private final Consumer<QueueDelivery> onEnd;
    private final AtomicReference<State> state = new AtomicReference<>(State.HELD);
    private volatile boolean unwanted;

    /// What has become of it.
    private enum State {
        /// It is in somebody's hands.
        HELD,
        /// Its removal is being written.
        SETTLING,
        /// It is not in the store any more.
        REMOVED,
        /// It was given back; whoever still has this delivery cannot settle it.
        RELEASED
    }

    /// @param onEnd told when it is not held any more
    QueueDelivery(QueuedMessage message, RocksDbJournal journal, Consumer<QueueDelivery> onEnd) {
        this.message = message;
        this.journal = journal;
        this.onEnd = onEnd;
    }

    @Override
    public Received received() {
        return message.received();
    }

    @Override
    public long unreadBytes() {
        return message.unreadBytes();
    }

    @Override
    public void acknowledge() {
        journal.commit(List.of(new Change.Remove(this)), Sync.KILL_SAFE);
    }

    @Override
    public void release() {
        unwanted = true;
        if (state.compareAndSet(State.HELD, State.RELEASED)) {
            message.queue().released(message);
            onEnd.accept(this);
        }
    }

    StoreQueue queue() {
        return message.queue();
    }

    long sequence() {
        return message.sequence();
    }

    /// A removal is about to be written. Only one who holds the message can have it removed.
    void beginSettling() {
        if (!state.compareAndSet(State.HELD, State.SETTLING)) {
            throw new StoreException(
                    Category.CLOSED, "message " + sequence() + " is not held any more: it is " + state.get());
        }
    }

    /// The removal was not written. Who gave it back meanwhile does not do so again.
    void settlingFailed() {
        if (state.compareAndSet(State.SETTLING, State.HELD) && unwanted) {
            release();
        }
    }

    /// The removal is written.
    void removed() {
        state.set(State.REMOVED);
        message.queue().removed(message.sequence());
        onEnd.accept(this);
    }
}
