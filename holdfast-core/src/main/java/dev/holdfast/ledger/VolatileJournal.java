// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.FlowId;
import dev.holdfast.store.MessageStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// A journal in memory: the books last as long as the process. It is for a library user who brings a durable
/// store and accepts that attempts and doubts do not survive a crash, and for tests. History is bounded: the
/// oldest goes first. Thread-safe.
public final class VolatileJournal implements Journal {

    private final int maxHistory;
    private final int maxSettled;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Map<Counter, Long>> counters = new HashMap<>();
    private final Map<AppendId, AttemptState> attempts = new HashMap<>();
    private final Map<AppendId, Doubt> doubts = new HashMap<>();
    private final Map<SettledKey, Boolean> settled = new LinkedHashMap<>();
    private final Map<String, String> states = new HashMap<>();
    private final Deque<LedgerEntry> history = new ArrayDeque<>();

    private record SettledKey(AppendId id, String store) {}

    /// @param maxHistory so many lines of history are kept
    /// @param maxSettled so many settled messages of other engines are remembered
    public VolatileJournal(int maxHistory, int maxSettled) {
        this.maxHistory = maxHistory;
        this.maxSettled = maxSettled;
    }

    @Override
    public void commit(List<Change> changes, Sync sync) {
        lock.lock();
        try {
            changes.forEach(this::apply);
        } finally {
            lock.unlock();
        }
    }

    /// No store is part of this journal.
    @Override
    public boolean holds(MessageStore store) {
        return false;
    }

    @Override
    public List<AttemptState> attempts() {
        return locked(() -> List.copyOf(attempts.values()));
    }

    @Override
    public List<Doubt> doubts() {
        return locked(() -> List.copyOf(doubts.values()));
    }

    @Override
    public boolean isSettled(AppendId id, String store) {
        return locked(() -> settled.containsKey(new SettledKey(id, store)));
    }

    @Override
    public Optional<String> state(String key) {
        return locked(() -> Optional.ofNullable(states.get(key)));
    }

    @Override
    public Balance balance(String store) {
        return locked(() -> new Balance(counters.getOrDefault(store, Map.of())));
    }

    @Override
    public List<LedgerEntry> history(FlowId flow) {
        return locked(() -> history.stream()
                .filter(entry -> entry.id().flow().equals(flow))
                .sorted(java.util.Comparator.comparing(LedgerEntry::at))
                .toList());
    }

    /// @throws IllegalArgumentException always: see [#holds]
    @Override
    public Measure measure(MessageStore store) {
        throw new IllegalArgumentException("this journal does not hold store " + store.name());
    }

    private void apply(Change change) {
        switch (change) {
            case Change.Put put -> throw notHeld(put.store());
            case Change.Remove remove -> throw notHeld("of a removal");
            case Change.Note(LedgerEntry entry) -> addHistory(entry);
            case Change.Count count ->
                counters.computeIfAbsent(count.store(), key -> new EnumMap<>(Counter.class))
                        .merge(count.counter(), count.delta(), Long::sum);
            case Change.SetAttempts(AttemptState state) -> attempts.put(state.id(), state);
            case Change.ClearAttempts(AppendId id) -> attempts.remove(id);
            case Change.DoubtChanged(AppendId id, var current) ->
                current.get().ifPresentOrElse(doubt -> doubts.put(id, doubt), () -> doubts.remove(id));
            case Change.SetSettled(AppendId id, String store, var at) -> addSettled(new SettledKey(id, store));
            case Change.SetState(String key, String value) -> setState(key, value);
        }
    }

    private void addHistory(LedgerEntry entry) {
        history.add(entry);
        if (history.size() > maxHistory) {
            history.remove();
        }
    }

    private void addSettled(SettledKey key) {
        settled.put(key, true);
        if (settled.size() > maxSettled) {
            settled.remove(settled.keySet().iterator().next());
        }
    }

    private void setState(String key, String value) {
        if (value.isEmpty()) {
            states.remove(key);
        } else {
            states.put(key, value);
        }
    }

    private static IllegalArgumentException notHeld(String store) {
        return new IllegalArgumentException("this journal does not hold store " + store);
    }

    private <T> T locked(java.util.function.Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
