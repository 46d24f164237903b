// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kafka.Progress.Commit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    @Test
    void what_is_settled_in_order_moves_the_offset_and_needs_no_runs() {
        Progress progress = startAt(5);
        read(progress, 5, 8);
        assertThat(progress.commit()).isEqualTo(new Commit(5, SettledRuns.none()));
        progress.settle(5);
        progress.settle(6);
        assertThat(progress.commit()).isEqualTo(new Commit(7, SettledRuns.none()));
        progress.settle(7);
        assertThat(progress.commit()).isEqualTo(new Commit(8, SettledRuns.none()));
    }

    @Test
    void what_is_settled_beyond_a_held_message_is_named() {
        Progress progress = startAt(0);
        read(progress, 0, 10);
        progress.settle(1);
        progress.settle(2);
        progress.settle(5);
        assertThat(progress.commit()).isEqualTo(new Commit(0, new SettledRuns(List.of(1L, 2L, 2L, 1L))));
        progress.settle(0);
        assertThat(progress.commit()).isEqualTo(new Commit(3, new SettledRuns(List.of(2L, 1L))));
    }

    @Test
    void the_next_consumer_wants_only_what_is_unsettled() {
        Progress next = Progress.after(new Commit(3, new SettledRuns(List.of(2L, 100L, 1L, 1L))));
        assertThat(next.isWanted(3)).isTrue();
        assertThat(next.isWanted(5)).isFalse();
        assertThat(next.isWanted(105)).isTrue();
        assertThat(next.isWanted(106)).isFalse();
        assertThat(next.isWanted(107)).isTrue();
        assertThat(next.nextToRead(3)).isEqualTo(3);
        read(next, 3, 5);
        assertThat(next.nextToRead(5)).isEqualTo(105);
        read(next, 105, 106);
        assertThat(next.nextToRead(106)).isEqualTo(107);
    }

    @Test
    void unsettled_messages_that_are_gone_do_not_hold_the_offset_up() {
        Progress next = Progress.after(new Commit(3, new SettledRuns(List.of(2L, 1L))));
        assertThat(next.passed(5)).isEqualTo(2);
        assertThat(next.commit()).isEqualTo(new Commit(6, SettledRuns.none()));
    }

    @Test
    void offsets_without_a_message_count_as_settled() {
        Progress progress = startAt(0);
        progress.read(0);
        progress.read(3);
        progress.passed(5);
        progress.settle(3);
        progress.settle(0);
        assertThat(progress.commit()).isEqualTo(new Commit(5, SettledRuns.none()));
    }

    @Test
    void the_text_says_what_the_runs_are() {
        SettledRuns runs = new SettledRuns(List.of(1L, 127L, 128L, 1L << 40));
        assertThat(SettledRuns.parse(runs.text())).contains(runs);
        assertThat(SettledRuns.parse("")).contains(SettledRuns.none());
        assertThat(runs.settled()).isEqualTo(127 + (1L << 40));
    }

    @Test
    void foreign_and_damaged_texts_are_not_taken_for_runs() {
        assertThat(SettledRuns.parse("saved by a person")).isEmpty();
        assertThat(SettledRuns.parse("hf1:!")).isEmpty();
        assertThat(SettledRuns.parse("hf1:AQ")).isEmpty();
        assertThat(SettledRuns.parse("hf1:gA")).isEmpty();
        assertThat(SettledRuns.parse("hf1:AAA")).isEmpty();
        assertThat(SettledRuns.parse("hf1:_____38B")).isEmpty();
        assertThat(SettledRuns.parse("hf2:AQE")).isEmpty();
        assertThatThrownBy(() -> new SettledRuns(List.of(1L))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_longest_text_of_a_full_window_fits_into_a_commit() {
        TreeSet<Long> unsettled = new TreeSet<>();
        for (long i = 0; i < TopicShare.MAX_WINDOW; i++) {
            unsettled.add(i * 1_000_000_000L);
        }
        assertThat(SettledRuns.of(unsettled, Long.MAX_VALUE / 4).text()).hasSizeLessThan(4096);
    }

    /// Any number of consumers after one another, each of which settles some and crashes.
    @Test
    void whatever_is_settled_nothing_is_lost_and_nothing_comes_again() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Set<Long> settled = new HashSet<>();
        Commit commit = new Commit(0, SettledRuns.none());
        int end = 500;
        for (int consumer = 0; settled.size() < end; consumer++) {
            Progress progress = Progress.after(SettledRuns.parse(commit.runs().text())
                    .map(new CommitAt(commit.offset())::with)
                    .orElseThrow());
            commit = consume(progress, commit, settled, random, end);
            assertThat(consumer).as("seed %d", seed).isLessThan(10_000);
        }
        assertThat(commit).as("seed %d", seed).isEqualTo(new Commit(end, SettledRuns.none()));
    }

    private record CommitAt(long offset) {

        Commit with(SettledRuns runs) {
            return new Commit(offset, runs);
        }
    }

    private static Commit consume(Progress progress, Commit from, Set<Long> settled, Random random, int end) {
        List<Long> held = new ArrayList<>();
        long position = progress.nextToRead(from.offset());
        Commit last = from;
        for (int step = random.nextInt(60); step > 0; step--) {
            if (held.size() < 20 && position < end && random.nextBoolean()) {
                if (progress.isWanted(position)) {
                    assertThat(settled).doesNotContain(position);
                    progress.read(position);
                    held.add(position);
                }
                progress.passed(position + 1);
                position = progress.nextToRead(position + 1);
            } else if (!held.isEmpty()) {
                long offset = held.remove(random.nextInt(held.size()));
                progress.settle(offset);
                settled.add(offset);
                last = progress.commit();
            }
        }
        return last;
    }

    private static Progress startAt(long offset) {
        return Progress.after(new Commit(offset, SettledRuns.none()));
    }

    private static void read(Progress progress, long from, long to) {
        for (long offset = from; offset < to; offset++) {
            progress.read(offset);
        }
        progress.passed(to);
    }
}
