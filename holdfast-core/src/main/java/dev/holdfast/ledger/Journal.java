// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.FlowId;
import dev.holdfast.store.MessageStore;
import java.util.List;
import java.util.Optional;

/// The node's own memory: counters, history, attempts, doubts and states, and the messages of the stores that
/// it holds itself. What is written together happens together. Thread-safe.
public interface Journal {

    /// What a commit waits for.
    enum Sync {
        /// Until it is on stable storage.
        FLUSHED,
        /// Until the operating system has it: it survives the end of the process, however it ends, and a power
        /// cut once the next flush has come, a fraction of a second later.
        KILL_SAFE
    }

    /// Writes the changes.
    ///
    /// When this returns, all of them have happened, as safely as asked for. Commits of one thread happen in
    /// their order.
    ///
    /// @throws dev.holdfast.store.StoreException *full* or *unavailable* or *closed* when none of them has
    ///     happened; *unknown* when they may be there after a restart. After *unknown* the journal takes
    ///     nothing more until it has been opened again
    void commit(List<Change> changes, Sync sync);

    /// Whether the messages of the store are in this journal, so that [Change.Put] and [Change.Remove] apply.
    boolean holds(MessageStore store);

    /// All attempts that were not forgotten; read once at the start.
    List<AttemptState> attempts();

    /// All doubts that were not forgotten; read once at the start.
    List<Doubt> doubts();

    /// Whether [Change.SetSettled] was written for the message in that store. Kept for at least a day.
    boolean isSettled(AppendId id, String store);

    /// What was remembered under the name.
    Optional<String> state(String key);

    /// The counters of the store.
    Balance balance(String store);

    /// What happened in the flow, oldest first; empty when nothing is known or it is too long ago.
    List<LedgerEntry> history(FlowId flow);

    /// The counters of a store that the journal holds and the number of messages in it, both of the same
    /// moment.
    Measure measure(MessageStore store);

    /// A balance and what was found beside it.
    record Measure(Balance balance, long queued) {}
}
