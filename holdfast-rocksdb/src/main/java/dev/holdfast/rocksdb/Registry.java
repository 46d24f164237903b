// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.rocksdb.RocksDBException;

/// The books of all stores ever heard of, and a queue for each; that of a store in another engine stays empty.
/// Thread-safe.
final class Registry {

    private final StoreNumbers numbers;
    private final Map<String, StoreQueue> queues = new ConcurrentHashMap<>();

    Registry(StoreNumbers numbers) {
        this.numbers = numbers;
    }

    /// Adds what the database says about a store.
    ///
    /// @param lowest the lowest sequence that may be in the database
    void add(String store, StoreBooks books, long lowest) {
        queues.put(store, new StoreQueue(store, books, lowest));
    }

    /// The queue of the store; a new one when it is heard of for the first time.
    StoreQueue queue(String store) throws RocksDBException {
        StoreQueue known = queues.get(store);
        if (known != null) {
            return known;
        }
        StoreBooks books = new StoreBooks(numbers.of(store));
        StoreQueue fresh = new StoreQueue(store, books, books.nextSequence());
        StoreQueue meanwhile = queues.putIfAbsent(store, fresh);
        return meanwhile != null ? meanwhile : fresh;
    }

    /// The books of the store; new ones when it is heard of for the first time.
    StoreBooks books(String store) throws RocksDBException {
        return queue(store).books();
    }

    /// The queue of the store, if it was ever heard of.
    Optional<StoreQueue> known(String store) {
        return Optional.ofNullable(queues.get(store));
    }

    /// Wakes all that wait for messages, for the end.
    void wakeAll() {
        queues.values().forEach(StoreQueue::wakeAll);
    }

    /// The names of the stores in this database that hold messages.
    Set<String> withMessages() {
        Set<String> names = new TreeSet<>();
        queues.forEach((name, queue) -> {
            if (queue.books().held() > 0) {
                names.add(name);
            }
        });
        return names;
    }
}
