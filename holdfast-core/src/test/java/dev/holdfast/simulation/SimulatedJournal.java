// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.simulation;

import dev.holdfast.ledger.AttemptState;
import dev.holdfast.ledger.Balance;
import dev.holdfast.ledger.Change;
import dev.holdfast.ledger.Doubt;
import dev.holdfast.ledger.Journal;
import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.ledger.VolatileJournal;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.FlowId;
import dev.holdfast.store.MessageStore;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A journal that survives crashes. A commit takes a moment before and after it is written.
final class SimulatedJournal implements Journal {

    private final VolatileJournal written = new VolatileJournal(1_000_000, 1_000_000);
    private final ManualTimer timer;
    private final RandomGenerator random;

    SimulatedJournal(ManualTimer timer, RandomGenerator random) {
        this.timer = timer;
        this.random = random;
    }

    @Override
    public void commit(List<Change> changes, Sync sync) {
        takeAMoment();
        written.commit(changes, sync);
        takeAMoment();
    }

    private void takeAMoment() {
        timer.pause(Duration.ofMillis(random.nextLong(4)));
    }

    @Override
    public boolean holds(MessageStore store) {
        return false;
    }

    @Override
    public List<AttemptState> attempts() {
        return written.attempts();
    }

    @Override
    public List<Doubt> doubts() {
        return written.doubts();
    }

    @Override
    public boolean isSettled(AppendId id, String store) {
        return written.isSettled(id, store);
    }

    @Override
    public Optional<String> state(String key) {
        return written.state(key);
    }

    @Override
    public Balance balance(String store) {
        return written.balance(store);
    }

    @Override
    public List<LedgerEntry> history(FlowId flow) {
        return written.history(flow);
    }

    @Override
    public Measure measure(MessageStore store) {
        return written.measure(store);
    }
}
