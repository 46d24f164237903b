// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.AppendId;
import dev.holdfast.store.Browsable;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The replays of a node: at most one at a time for each store, and the last one of each is remembered until the
/// end of the process. Thread-safe.
public final class Replays {

    private final ProcessorContext context;
    private final Replayer replayer;
    private final Map<String, ReplayRun> runs = new ConcurrentHashMap<>();
    private final Map<String, ReplayCounts> counts = new ConcurrentHashMap<>();

    /// @param context what they work with
    public Replays(ProcessorContext context) {
        this.context = context;
        this.replayer = new Replayer(context);
    }

    /// Replays one message: a copy under a new id, then the original is settled.
    ///
    /// @param target none: the store from which it came
    /// @return empty when the store does not hold it or somebody has it in hand
    /// @throws StoreException when the target does not take it now, or the source could not be told
    public Optional<ReplayResult> one(MessageStore source, Browsable browsable, AppendId id, Optional<String> target) {
        Optional<Delivery> delivery = browsable.take(id);
        return delivery.map(taken -> {
            boolean done = false;
            try {
                ReplayResult result = replayer.replay(source, taken, target);
                done = !(result instanceof ReplayResult.Left);
                countsOf(source.name()).message(result);
                return result;
            } finally {
                if (!done) {
                    taken.release();
                }
            }
        });
    }

    /// Begins to replay what an operator has selected, on a thread of its own. A store that is not [Browsable]
    /// can only be replayed as a whole.
    ///
    /// @return whether it has begun: not while another one runs on that store
    public boolean start(MessageStore source, ReplayOrder order) {
        if (!order.selection().isAll() && !(source instanceof Browsable)) {
            throw new IllegalArgumentException("store " + source.name() + " does not let us select messages");
        }
        ReplayRun fresh = new ReplayRun(context, replayer, source, order, countsOf(source.name()));
        ReplayRun now = runs.compute(
                source.name(), (_, before) -> before == null || !before.status().isRunning() ? fresh : before);
        if (now != fresh) {
            return false;
        }
        fresh.start();
        return true;
    }

    /// The replay of that store, running or the last one.
    public Optional<ReplayStatus> status(String store) {
        return Optional.ofNullable(runs.get(store)).map(ReplayRun::status);
    }

    /// What all replays of that store have done since the start of the process.
    public ReplayTotals totals(String store) {
        return Optional.ofNullable(counts.get(store)).map(ReplayCounts::totals).orElse(ReplayTotals.NONE);
    }

    private ReplayCounts countsOf(String store) {
        return counts.computeIfAbsent(store, _ -> new ReplayCounts());
    }

    /// Stops the replay of that store. When this returns, it touches no message any more.
    public void stop(String store, Instant limit) {
        Optional.ofNullable(runs.get(store)).ifPresent(run -> run.stop(limit));
    }

    /// Stops all of them.
    public void stopAll(Instant limit) {
        runs.values().forEach(run -> run.stop(limit));
    }
}
