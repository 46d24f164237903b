// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody may have meant.
class NearestNameTest {

    private static final List<String> KNOWN = List.of("interval", "concurrency", "max.delivery.attempts", "member");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    intervall,             interval
                    intreval,              interval
                    INTERVAL,              interval
                    nterval,               interval
                    max.delivery.attempt,  max.delivery.attempts
                    max.delivery.attepmts, max.delivery.attempts
                    members,               member
                    concurency,            concurrency
                    """)
    void a_slip_is_recognized(String written, String meant) {
        assertThat(NearestName.of(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    throttle
                    int
                    ''
                    """)
    void what_is_like_nothing_gets_no_hint(String written) {
        assertThat(NearestName.of(written, KNOWN)).isEmpty();
        assertThat(NearestName.hint(written, KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    abc,    abc, 0
                    abc,    ABC, 0
                    abc,    acb, 1
                    abc,    ab,  1
                    abc,    abd, 1
                    ab,     '',  2
                    kitten, sitting, 3
                    ca,     abc, 3
                    """)
    void a_swap_of_neighbours_counts_once(String one, String other, int distance) {
        assertThat(NearestName.distance(one, other)).isEqualTo(distance);
        assertThat(NearestName.distance(other, one)).isEqualTo(distance);
    }

    @Test
    void the_nearest_wins_and_of_equals_the_first_by_alphabet() {
        assertThat(NearestName.of("order", List.of("orders2", "orders"))).contains("orders");
        assertThat(NearestName.of("storeX", List.of("storeB", "storeA"))).contains("storeA");
    }

    @Test
    void the_hint_ends_a_sentence() {
        assertThat(NearestName.hint("intervall", KNOWN)).isEqualTo("; did you mean 'interval'?");
    }
}
