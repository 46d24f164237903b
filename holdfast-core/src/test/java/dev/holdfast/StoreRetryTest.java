// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoreRetryTest {

    @Test
    void the_waits_are_those_of_the_ballerina_connector() {
        StoreRetry retry = StoreRetry.times(9);
        assertThat(IntStream.rangeClosed(1, 10).mapToObj(retry::before).map(Duration::toSeconds))
                .containsExactly(5L, 13L, 20L, 28L, 35L, 43L, 50L, 58L, 60L, 60L);
    }

    @Test
    void a_count_of_minus_1_never_ends() {
        assertThat(StoreRetry.unlimited().allows(1_000_000)).isTrue();
        assertThat(StoreRetry.times(2).allows(2)).isTrue();
        assertThat(StoreRetry.times(2).allows(3)).isFalse();
        assertThat(StoreRetry.none().allows(1)).isFalse();
    }

    @Test
    void the_same_wait_every_time_can_be_asked_for() {
        StoreRetry retry = StoreRetry.times(3, Duration.ofMillis(250));
        assertThat(retry.before(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(retry.before(3)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void values_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> StoreRetry.times(-2)).hasMessageContaining("count -2");
        assertThatThrownBy(() -> StoreRetry.times(1, Duration.ZERO)).hasMessageContaining("positive waits");
    }
}
