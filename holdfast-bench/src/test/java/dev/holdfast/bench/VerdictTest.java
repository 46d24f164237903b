// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final long FIRST = 100;

    private final LoadLog load = new LoadLog(FIRST);
    private final Arrivals arrivals = new Arrivals();

    @Test
    void all_that_was_accepted_and_arrived_once_in_order_holds() {
        accepted(1);
        accepted(1);
        arrived(100, 1);
        arrived(101, 2);

        assertThat(judge().holds(true)).isTrue();
        assertThat(judge().accepted()).isEqualTo(2);
        assertThat(judge().delivered()).isEqualTo(2);
    }

    @Test
    void what_was_accepted_and_did_not_arrive_is_lost() {
        accepted(1);
        accepted(1);
        arrived(101, 1);

        assertThat(judge().lost()).containsExactly(100L);
        assertThat(judge().holds(false)).isFalse();
    }

    @Test
    void what_was_not_answered_may_arrive_or_not() {
        load.sent(1, 0);
        load.sent(1, 0);
        arrived(101, 1);

        assertThat(judge().holds(true)).isTrue();
        assertThat(judge().unanswered()).isEqualTo(1);
    }

    @Test
    void a_repeat_without_a_kill_is_not_explained() {
        accepted(1);
        arrived(100, 1);
        arrived(100, 2);

        assertThat(judge().repeats()).isEqualTo(1);
        assertThat(judge().unexplained()).containsExactly(100L);
    }

    @Test
    void a_kill_between_two_arrivals_explains_a_repeat() {
        accepted(1);
        arrived(100, 10);
        arrived(100, 30);

        Verdict verdict = judge(new Verdict.Kill(15, 20));

        assertThat(verdict.repeats()).isEqualTo(1);
        assertThat(verdict.holds(true)).isTrue();
    }

    @Test
    void a_kill_explains_no_repeat_of_what_was_settled_long_before() {
        accepted(1);
        arrived(100, 10);
        long later = Duration.ofMinutes(1).toNanos();
        arrived(100, later + 30);

        assertThat(judge(new Verdict.Kill(later, later + 1)).unexplained()).containsExactly(100L);
    }

    @Test
    void order_counts_within_a_connection_only() {
        accepted(1);
        accepted(2);
        accepted(1);
        arrived(101, 1);
        arrived(100, 2);
        arrived(102, 3);

        assertThat(judge().overtaken()).isEmpty();
    }

    @Test
    void one_that_arrives_after_a_later_one_of_its_connection_was_overtaken() {
        accepted(1);
        accepted(1);
        accepted(1);
        arrived(100, 1);
        arrived(102, 2);
        arrived(101, 3);

        assertThat(judge().overtaken()).containsExactly(101L);
        assertThat(judge().holds(true)).isFalse();
        assertThat(judge().holds(false)).isTrue();
    }

    private void accepted(int connection) {
        load.answered(load.sent(connection, 0), 202, 1);
    }

    private void arrived(long id, long moment) {
        arrivals.add(id, moment);
    }

    private Verdict judge(Verdict.Kill... kills) {
        return Verdict.of(load, arrivals, List.of(kills));
    }
}
