// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.rabbitmq.AcknowledgePlan.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class AcknowledgePlanTest {

    private final AcknowledgePlan plan = new AcknowledgePlan();

    @Test
    void what_comes_in_order_takes_one_word() {
        assertThat(plan.plan(List.of(2L, 1L, 3L))).containsExactly(new Step(3, true));
        assertThat(plan.plan(List.of(4L))).containsExactly(new Step(4, true));
    }

    @Test
    void what_lies_behind_a_held_one_is_acknowledged_by_itself() {
        assertThat(plan.plan(List.of(2L, 3L))).containsExactly(new Step(2, false), new Step(3, false));
        assertThat(plan.plan(List.of(1L))).containsExactly(new Step(1, true));
        assertThat(plan.plan(List.of(4L))).containsExactly(new Step(4, true));
    }

    @Test
    void a_word_about_many_names_a_message_that_the_broker_still_has() {
        plan.plan(List.of(3L));
        assertThat(plan.plan(List.of(1L, 2L))).containsExactly(new Step(2, true));
    }

    @Test
    void in_whatever_order_exactly_what_was_asked_for_is_acknowledged() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Long> tags =
                new ArrayList<>(LongStream.rangeClosed(1, 2000).boxed().toList());
        // As threads settle: roughly in order.
        for (int i = 0; i < tags.size(); i++) {
            Collections.swap(tags, i, Math.min(tags.size() - 1, i + random.nextInt(20)));
        }
        NavigableSet<Long> held = new TreeSet<>(tags);
        NavigableSet<Long> unknown = new TreeSet<>(tags);
        for (int from = 0; from < tags.size(); ) {
            int to = Math.min(tags.size(), from + 1 + random.nextInt(10));
            List<Long> asked = tags.subList(from, to);
            unknown.removeAll(asked);
            for (Step step : plan.plan(asked)) {
                assertThat(held).as("seed %d", seed).contains(step.tag());
                if (step.multiple()) {
                    held.headSet(step.tag(), true).clear();
                } else {
                    held.remove(step.tag());
                }
            }
            assertThat(held).as("seed %d", seed).isEqualTo(unknown);
            from = to;
        }
    }
}
