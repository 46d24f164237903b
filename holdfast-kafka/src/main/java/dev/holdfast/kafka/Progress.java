// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import java.util.LinkedHashSet;
import java.util.NavigableSet;
import java.util.SequencedSet;
import java.util.TreeSet;

/// What is settled in one partition, and what is not: all before the reading position is settled unless it is
/// known to be unsettled. Not thread-safe.
final class Progress {

    /// Read, and not settled, in the order of the offsets, which is that of the reading.
    private final SequencedSet<Long> open = new LinkedHashSet<>();

    /// Left unsettled by an earlier consumer, and not read yet.
    private final NavigableSet<Long> expected;

    /// All before is settled, open or expected.
    private long known;

    /// Behind the last settled offset.
    private long settledEnd;

    /// What is committed.
    ///
    /// @param offset all before it is settled
    /// @param runs what is settled beyond it
    record Commit(long offset, SettledRuns runs) {}

    private Progress(Commit commit) {
        expected = commit.runs().unsettled(commit.offset());
        settledEnd = commit.runs().end(commit.offset());
        known = settledEnd;
    }

    /// What an earlier consumer has left.
    static Progress after(Commit commit) {
        return new Progress(commit);
    }

    /// Whether the message at the offset is not settled, and not read before.
    boolean isWanted(long offset) {
        return offset >= known || expected.contains(offset);
    }

    /// The message at the offset was read; it is not settled.
    void read(long offset) {
        expected.remove(offset);
        open.add(offset);
        known = Math.max(known, offset + 1);
    }

    /// All before the position has been read. Unsettled messages that were not there do not exist any more.
    ///
    /// @return how many those are
    int passed(long position) {
        NavigableSet<Long> gone = expected.headSet(position, false);
        int count = gone.size();
        gone.clear();
        known = Math.max(known, position);
        return count;
    }

    /// Where to read on.
    ///
    /// @param position where the reading stands
    /// @return the position, or where the settled messages end that lie there
    long nextToRead(long position) {
        if (position >= known) {
            return position;
        }
        Long next = expected.ceiling(position);
        return next == null ? known : next;
    }

    /// The message at the offset is settled.
    void settle(long offset) {
        open.remove(offset);
        settledEnd = Math.max(settledEnd, offset + 1);
    }

    /// What to commit now.
    Commit commit() {
        NavigableSet<Long> unsettled = new TreeSet<>(expected);
        for (long offset : open) {
            if (offset >= settledEnd) {
                break;
            }
            unsettled.add(offset);
        }
        if (!unsettled.isEmpty()) {
            return new Commit(unsettled.first(), SettledRuns.of(unsettled, settledEnd));
        }
        return new Commit(open.isEmpty() ? known : open.getFirst(), SettledRuns.none());
    }
}
