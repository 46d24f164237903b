// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

/// The mark by which a message is known on both sides of the program under test: `@@`, digits, `@@`, anywhere
/// in its
/// body.
final class MessageIds {

    /// What [#find] answers when there is no mark.
    static final long NONE = -1;

    /// Digits that [#write] writes.
    static final int DIGITS = 12;

    private MessageIds() {}

    /// The first id between two places.
    static long find(byte[] bytes, int from, int to) {
        for (int at = from; at + 4 < to; at++) {
            if (bytes[at] == '@' && bytes[at + 1] == '@') {
                long id = parse(bytes, at + 2, to);
                if (id != NONE) {
                    return id;
                }
            }
        }
        return NONE;
    }

    private static long parse(byte[] bytes, int from, int to) {
        long id = 0;
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            id = id * 10 + bytes[at++] - '0';
        }
        boolean closed = at > from && at + 1 < to && bytes[at] == '@' && bytes[at + 1] == '@';
        return closed ? id : NONE;
    }

    /// Writes the digits of an id, with leading zeros.
    static void write(long id, byte[] bytes, int at) {
        long rest = id;
        for (int digit = at + DIGITS - 1; digit >= at; digit--) {
            bytes[digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
