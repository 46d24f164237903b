// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/// The number that stands for each store in the keys. A store gets it when it is first heard of and keeps it
/// for ever. Thread-safe.
final class StoreNumbers {

    private final Columns columns;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    /// @param known what the database says
    StoreNumbers(Columns columns, Map<String, Integer> known) {
        this.columns = columns;
        numbers.putAll(known);
    }

    /// The number of the store.
    int of(String store) throws RocksDBException {
        Integer number = numbers.get(store);
        return number != null ? number : assign(store);
    }

    private synchronized int assign(String store) throws RocksDBException {
        Integer meanwhile = numbers.get(store);
        if (meanwhile != null) {
            return meanwhile;
        }
        int number = numbers.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
        try (WriteOptions flushed = new WriteOptions().setSync(true)) {
            columns.database()
                    .put(
                            columns.state(),
                            flushed,
                            Keys.storeNumber(store),
                            ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        }
        numbers.put(store, number);
        return number;
    }
}
