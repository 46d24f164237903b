// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/// What a back end has taken, in the order in which it came: an id and a moment each. The moments are those of
/// `System.nanoTime()`, which all processes of one machine share. Not thread-safe.
public final class Arrivals {

    private static final int ENTRY_BYTES = 2 * Long.BYTES;

    private final BitSet seen = new BitSet();
    private long[] ids = new long[1024];
    private long[] moments = new long[1024];
    private int count;
    private int distinct;

    /// Notes one arrival.
    public void add(long id, long moment) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
            moments = Arrays.copyOf(moments, count * 2);
        }
        ids[count] = id;
        moments[count++] = moment;
        int bit = Math.toIntExact(id);
        if (!seen.get(bit)) {
            seen.set(bit);
            distinct++;
        }
    }

    /// How many have come, repeats counted.
    public int count() {
        return count;
    }

    /// How many different ids have come.
    public int distinct() {
        return distinct;
    }

    /// The id of an arrival.
    public long id(int index) {
        return ids[index];
    }

    /// When an arrival came, in nanoseconds.
    public long moment(int index) {
        return moments[index];
    }

    /// Whether an id has come.
    public boolean contains(long id) {
        return seen.get(Math.toIntExact(id));
    }

    /// The first and the last moment, apart, in nanoseconds.
    public long span() {
        return count == 0 ? 0 : moments[count - 1] - moments[0];
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(count * ENTRY_BYTES);
        for (int i = 0; i < count; i++) {
            bytes.putLong(ids[i]).putLong(moments[i]);
        }
        return bytes.array();
    }

    static Arrivals fromBytes(byte[] bytes) {
        Arrivals arrivals = new Arrivals();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            arrivals.add(buffer.getLong(), buffer.getLong());
        }
        return arrivals;
    }
}
