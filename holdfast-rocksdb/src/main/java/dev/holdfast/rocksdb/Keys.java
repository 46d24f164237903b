// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.FlowId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// The keys of the database. All numbers are big-endian, so that keys sort as their numbers do.
///
/// | column family | key | value |
/// |---|---|---|
/// | `messages` | store number 4, sequence 8 | the message, as its codec writes it |
/// | `ledger` | flow id 16, time in microseconds 8, tie-breaker 4 | a line of history |
/// | `dedupe` | `a`, append id 20 | attempts |
/// | `dedupe` | `d`, append id 20 | a doubt |
/// | `dedupe` | `s`, day 4, store number 4, append id 20 | empty: settled on that day |
/// | `state` | `n`, name of a store | its number 4 |
/// | `state` | `c`, store number 4 | its counters, the next sequence and the lowest that may be there |
/// | `state` | `k`, key | what was remembered under the key |
final class Keys {

    static final byte ATTEMPTS = 'a';
    static final byte DOUBT = 'd';
    static final byte SETTLED = 's';
    static final byte STORE_NUMBER = 'n';
    static final byte COUNTERS = 'c';
    static final byte STATE = 'k';

    private static final long SECONDS_PER_DAY = 86_400;
    private static final int FLOW_BYTES = 2 * Long.BYTES;
    private static final int APPEND_ID_BYTES = FLOW_BYTES + Integer.BYTES;

    private Keys() {}

    static byte[] message(int store, long sequence) {
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(store)
                .putLong(sequence)
                .array();
    }

    static long sequenceOf(byte[] messageKey) {
        return ByteBuffer.wrap(messageKey).getLong(Integer.BYTES);
    }

    static byte[] history(FlowId flow, long micros, int tieBreaker) {
        return ByteBuffer.allocate(FLOW_BYTES + Long.BYTES + Integer.BYTES)
                .putLong(flow.high())
                .putLong(flow.low())
                .putLong(micros)
                .putInt(tieBreaker)
                .array();
    }

    static byte[] historyFrom(FlowId flow) {
        return ByteBuffer.allocate(FLOW_BYTES)
                .putLong(flow.high())
                .putLong(flow.low())
                .array();
    }

    /// Where the history of flows begins that began at that time or later.
    static byte[] historyFrom(Instant time) {
        return ByteBuffer.allocate(Long.BYTES)
                .putLong(time.toEpochMilli() << 16)
                .array();
    }

    static byte[] attempts(AppendId id) {
        return ofMessage(ATTEMPTS, id);
    }

    static byte[] doubt(AppendId id) {
        return ofMessage(DOUBT, id);
    }

    static byte[] settled(AppendId id, int store, int day) {
        return put(
                        ByteBuffer.allocate(1 + 2 * Integer.BYTES + APPEND_ID_BYTES)
                                .put(SETTLED)
                                .putInt(day)
                                .putInt(store),
                        id)
                .array();
    }

    /// Where the messages begin that were settled on that day or later.
    static byte[] settledFrom(int day) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put(SETTLED).putInt(day).array();
    }

    static int dayOf(Instant time) {
        return (int) Math.floorDiv(time.getEpochSecond(), SECONDS_PER_DAY);
    }

    static byte[] storeNumber(String name) {
        return named(STORE_NUMBER, name);
    }

    static byte[] counters(int store) {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .put(COUNTERS)
                .putInt(store)
                .array();
    }

    static byte[] state(String key) {
        return named(STATE, key);
    }

    static String nameOf(byte[] namedKey) {
        return new String(namedKey, 1, namedKey.length - 1, StandardCharsets.UTF_8);
    }

    private static byte[] named(byte kind, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + utf8.length).put(kind).put(utf8).array();
    }

    private static byte[] ofMessage(byte kind, AppendId id) {
        return put(ByteBuffer.allocate(1 + APPEND_ID_BYTES).put(kind), id).array();
    }

    private static ByteBuffer put(ByteBuffer key, AppendId id) {
        return key.putLong(id.flow().high()).putLong(id.flow().low()).putInt(id.serial());
    }
}
