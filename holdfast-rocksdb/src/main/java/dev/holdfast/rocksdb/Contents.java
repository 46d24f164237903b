// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// What the database says about itself when it is opened.
///
/// @param numbers of the stores
/// @param counters of the stores, by number
/// @param states what was remembered, by key
record Contents(Map<String, Integer> numbers, Map<Integer, byte[]> counters, Map<String, String> states) {

    static Contents read(BookReader books, Columns columns) {
        Map<String, Integer> numbers = new HashMap<>();
        Map<Integer, byte[]> counters = new HashMap<>();
        Map<String, String> states = new HashMap<>();
        books.scan(columns.state(), new byte[] {}, (key, value) -> {
            switch (key[0]) {
                case Keys.STORE_NUMBER ->
                    numbers.put(Keys.nameOf(key), ByteBuffer.wrap(value).getInt());
                case Keys.COUNTERS -> counters.put(ByteBuffer.wrap(key).getInt(1), value);
                case Keys.STATE -> states.put(Keys.nameOf(key), new String(value, StandardCharsets.UTF_8));
                default -> throw new IllegalStateException("the database holds a key of an unknown kind: " + key[0]);
            }
        });
        return new Contents(numbers, counters, states);
    }

    /// The books of all stores, and a queue for each.
    Registry registry(Columns columns) {
        Registry registry = new Registry(new StoreNumbers(columns, numbers));
        numbers.forEach((name, number) -> {
            StoreBooks books = new StoreBooks(number);
            byte[] written = counters.get(number);
            long lowest = written == null ? books.nextSequence() : books.decode(written);
            registry.add(name, books, lowest);
        });
        return registry;
    }
}
