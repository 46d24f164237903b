// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.FlowId;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import java.util.List;
import java.util.Optional;

/// A journal that fails as a test says, in front of one that works.
public final class FaultyJournal implements Journal {

    private final Journal journal;
    private Runnable before = () -> {};
    private int commitsUntilFailure = Integer.MAX_VALUE;
    private StoreException.Category category = StoreException.Category.UNAVAILABLE;

    /// It works until something else is said.
    public FaultyJournal(Journal journal) {
        this.journal = journal;
    }

    /// After so many more commits, each one fails and changes nothing.
    public synchronized void failAfter(int commits, StoreException.Category with) {
        commitsUntilFailure = commits;
        category = with;
    }

    /// Every commit does this first.
    public synchronized void beforeCommit(Runnable action) {
        before = action;
    }

    /// It works again.
    public synchronized void recover() {
        commitsUntilFailure = Integer.MAX_VALUE;
    }

    @Override
    public void commit(List<Change> changes, Sync sync) {
        before().run();
        synchronized (this) {
            if (commitsUntilFailure == 0) {
                throw new StoreException(category, "the journal takes nothing");
            }
            commitsUntilFailure--;
        }
        journal.commit(changes, sync);
    }

    private synchronized Runnable before() {
        return before;
    }

    @Override
    public boolean holds(MessageStore store) {
        return journal.holds(store);
    }

    @Override
    public List<AttemptState> attempts() {
        return journal.attempts();
    }

    @Override
    public List<Doubt> doubts() {
        return journal.doubts();
    }

    @Override
    public boolean isSettled(AppendId id, String store) {
        return journal.isSettled(id, store);
    }

    @Override
    public Optional<String> state(String key) {
        return journal.state(key);
    }

    @Override
    public Balance balance(String store) {
        return journal.balance(store);
    }

    @Override
    public List<LedgerEntry> history(FlowId flow) {
        return journal.history(flow);
    }

    @Override
    public Measure measure(MessageStore store) {
        return journal.measure(store);
    }
}
