// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.rabbitmq.SendDecision.End;
import dev.holdfast.rabbitmq.SendDecision.Outcome;
import dev.holdfast.rabbitmq.SendDecision.Tally;
import dev.holdfast.store.StoreException.Category;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SendDecisionTest {

    private static final End ANSWERED = new End.Answered();
    private static final End LOST = new End.Closed(0, true);

    @Test
    void what_is_confirmed_is_stored_however_it_ended() {
        for (End end : List.of(ANSWERED, LOST, new End.TimedOut(), new End.Closed(403, true))) {
            assertThat(SendDecision.decide(new Tally(3, 3, 0, 0), end)).isInstanceOf(Outcome.Stored.class);
        }
    }

    @Test
    void what_no_queue_took_is_not_stored() {
        assertFailed(Category.UNAVAILABLE, new Tally(2, 0, 0, 2), ANSWERED);
        assertFailed(Category.UNAVAILABLE, new Tally(2, 0, 1, 1), ANSWERED);
    }

    @Test
    void what_a_queue_refused_found_it_full() {
        assertFailed(Category.FULL, new Tally(1, 0, 1, 0), ANSWERED);
        assertFailed(Category.FULL, new Tally(3, 0, 3, 0), ANSWERED);
    }

    @Test
    void a_list_of_which_a_part_is_stored_is_unknown() {
        assertFailed(Category.UNKNOWN, new Tally(2, 1, 0, 1), ANSWERED);
        assertFailed(Category.UNKNOWN, new Tally(2, 1, 1, 0), ANSWERED);
        assertFailed(Category.UNKNOWN, new Tally(2, 1, 0, 0), new End.Closed(403, true));
    }

    @Test
    void without_a_word_of_the_broker_nothing_is_known() {
        assertFailed(Category.UNKNOWN, new Tally(1, 0, 0, 0), new End.TimedOut());
        assertFailed(Category.UNKNOWN, new Tally(1, 0, 0, 0), new End.Blocked());
        assertFailed(Category.UNKNOWN, new Tally(1, 0, 0, 0), LOST);
        assertFailed(Category.UNKNOWN, new Tally(2, 0, 0, 1), LOST);
    }

    @Test
    void a_closed_channel_says_why_when_nothing_else_was_under_way() {
        assertFailed(Category.REJECTED, new Tally(1, 0, 0, 0), new End.Closed(403, true));
        assertFailed(Category.REJECTED, new Tally(2, 0, 0, 0), new End.Closed(403, true));
        assertFailed(Category.UNAVAILABLE, new Tally(2, 0, 0, 0), new End.Closed(404, true));
        assertFailed(Category.REJECTED, new Tally(1, 0, 0, 0), new End.Closed(406, true));
        assertFailed(Category.REJECTED, new Tally(1, 0, 0, 0), new End.Closed(311, true));
        assertFailed(Category.UNKNOWN, new Tally(1, 0, 0, 0), new End.Closed(541, true));
    }

    @Test
    void what_was_too_large_may_not_have_been_the_first_of_a_list() {
        assertFailed(Category.UNKNOWN, new Tally(2, 0, 0, 0), new End.Closed(406, true));
    }

    @Test
    void a_channel_that_others_used_too_says_nothing() {
        for (int code : List.of(0, 311, 403, 404, 406)) {
            assertFailed(Category.UNKNOWN, new Tally(1, 0, 0, 0), new End.Closed(code, false));
        }
    }

    private static void assertFailed(Category category, Tally tally, End end) {
        assertThat(SendDecision.decide(tally, end)).isEqualTo(new Outcome.Failed(category));
    }
}
