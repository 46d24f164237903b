// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// What is settled beyond the committed offset, as it stands in the metadata of the commit. The offset says that
/// all before it is settled; behind it, runs of unsettled and of settled offsets take turns, the first unsettled
/// and the last settled.
///
/// The text is `hf1:` and, in Base64 for URLs, the length of each run: seven bits a byte, the lowest first, the
/// highest bit set in all but the last byte.
///
/// @param lengths of the runs, an even number of them, each 1 or more
record SettledRuns(List<Long> lengths) {

    private static final String MARK = "hf1:";

    /// More unsettled offsets than any window are not of ours.
    private static final long MAX_UNSETTLED = 100_000;

    private static final SettledRuns NONE = new SettledRuns(List.of());

    SettledRuns {
        lengths = List.copyOf(lengths);
        if (lengths.size() % 2 != 0 || lengths.stream().anyMatch(length -> length < 1)) {
            throw new IllegalArgumentException("not runs of unsettled and settled offsets: " + lengths);
        }
    }

    /// Nothing beyond the committed offset is settled.
    static SettledRuns none() {
        return NONE;
    }

    /// The runs from the first unsettled offset on.
    ///
    /// @param unsettled not empty; only these are, up to the end
    /// @param end the offset behind the last settled one, beyond all unsettled
    static SettledRuns of(NavigableSet<Long> unsettled, long end) {
        List<Long> lengths = new ArrayList<>();
        long runStart = unsettled.first();
        long previous = runStart;
        for (long offset : unsettled.tailSet(runStart, false)) {
            if (offset > previous + 1) {
                lengths.add(previous + 1 - runStart);
                lengths.add(offset - previous - 1);
                runStart = offset;
            }
            previous = offset;
        }
        lengths.add(previous + 1 - runStart);
        lengths.add(end - previous - 1);
        return new SettledRuns(lengths);
    }

    /// What the text says; empty when it is damaged or of a later form.
    static Optional<SettledRuns> parse(String text) {
        if (!text.startsWith(MARK)) {
            return text.isEmpty() ? Optional.of(NONE) : Optional.empty();
        }
        List<Long> lengths = new ArrayList<>();
        long length = 0;
        int shift = 0;
        try {
            for (byte next : Base64.getUrlDecoder().decode(text.substring(MARK.length()))) {
                length |= (long) (next & 0x7F) << shift;
                shift += 7;
                if (next >= 0) {
                    lengths.add(length);
                    length = 0;
                    shift = 0;
                }
            }
            SettledRuns runs = new SettledRuns(lengths);
            return shift == 0 && runs.isPlausible() ? Optional.of(runs) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The text of the commit.
    String text() {
        if (lengths.isEmpty()) {
            return "";
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (long length : lengths) {
            long rest = length;
            while (rest > 0x7F) {
                out.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    /// How many offsets beyond the committed one are settled.
    long settled() {
        return sum(1);
    }

    private boolean isPlausible() {
        return lengths.stream().allMatch(length -> length < Long.MAX_VALUE / 2 / lengths.size())
                && sum(0) < MAX_UNSETTLED;
    }

    /// The lengths from the given one on, every other.
    private long sum(int first) {
        long sum = 0;
        for (int i = first; i < lengths.size(); i += 2) {
            sum += lengths.get(i);
        }
        return sum;
    }

    /// The unsettled offsets.
    ///
    /// @param committed the offset of the commit
    NavigableSet<Long> unsettled(long committed) {
        NavigableSet<Long> unsettled = new TreeSet<>();
        long offset = committed;
        for (int i = 0; i < lengths.size(); i += 2) {
            for (long run = lengths.get(i); run > 0; run--) {
                unsettled.add(offset++);
            }
            offset += lengths.get(i + 1);
        }
        return unsettled;
    }

    /// The offset behind the last settled one.
    ///
    /// @param committed the offset of the commit
    long end(long committed) {
        return committed + lengths.stream().mapToLong(Long::longValue).sum();
    }
}
