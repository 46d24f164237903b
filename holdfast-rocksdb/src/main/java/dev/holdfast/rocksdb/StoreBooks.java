// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Balance;
import dev.holdfast.ledger.Counter;
import dev.holdfast.message.BinaryReader;
import dev.holdfast.message.BinaryWriter;
import java.util.EnumMap;
import java.util.Map;

/// What is counted for one store, and where its queue begins and ends. Written by the writer's thread, in the
/// same batch as what it counts; read by any.
final class StoreBooks {

    private static final int VERSION = 1;

    private final int number;
    private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);
    private long nextSequence = 1;
    private long held;

    StoreBooks(int number) {
        this.number = number;
    }

    /// The form on disk: version, next sequence, lowest sequence that may be there, number of messages, number
    /// of counters; code and count of each.
    synchronized byte[] encode(long lowest) {
        BinaryWriter out = new BinaryWriter(48)
                .putByte(VERSION)
                .putVarLong(nextSequence)
                .putVarLong(lowest)
                .putVarLong(held)
                .putVarLong(counts.size());
        counts.forEach((counter, count) -> out.putByte(code(counter)).putVarLong(count));
        return out.toByteArray();
    }

    /// Reads [#encode].
    ///
    /// @return the lowest sequence that may be there
    synchronized long decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes, "counters of a store");
        int version = in.getByte("version");
        if (version != VERSION) {
            throw in.damaged("version", version + " is not known here (known: 1); written by a later Holdfast?");
        }
        nextSequence = in.getVarLong("next sequence");
        long lowest = in.getVarLong("lowest sequence");
        held = in.getVarLong("number of messages");
        int length = in.getLength("number of counters");
        for (int i = 0; i < length; i++) {
            Counter counter = counter(in);
            counts.put(counter, in.getVarLong("count"));
        }
        return lowest;
    }

    int number() {
        return number;
    }

    /// A message is put into the store.
    ///
    /// @return its place
    synchronized long put() {
        held++;
        return nextSequence++;
    }

    /// A message is taken out of the store.
    synchronized void remove() {
        held--;
    }

    /// How many messages were put and not removed.
    synchronized long held() {
        return held;
    }

    synchronized long nextSequence() {
        return nextSequence;
    }

    synchronized void add(Counter counter, long delta) {
        counts.merge(counter, delta, Long::sum);
    }

    synchronized Balance balance() {
        return new Balance(counts);
    }

    private static int code(Counter counter) {
        return switch (counter) {
            case APPENDED -> 1;
            case DELIVERED -> 2;
            case DEAD_LETTERED -> 3;
            case EXPIRED -> 4;
            case DROPPED -> 5;
            case MOVED -> 6;
            case INVALID -> 7;
            case DUPLICATES -> 8;
            case FAILED_ATTEMPTS -> 9;
            case FAILED_OVER -> 10;
        };
    }

    private static Counter counter(BinaryReader in) {
        int code = in.getByte("counter");
        for (Counter counter : Counter.values()) {
            if (code(counter) == code) {
                return counter;
            }
        }
        throw in.damaged("counter", "no counter has the code " + code);
    }
}
