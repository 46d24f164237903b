// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspensionStateTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int REFUSED = 101_503;
    private static final int TIMEOUT = 101_504;

    private static final SuspensionPolicy POLICY = new SuspensionPolicy(
            new SuspensionPolicy.Marking(Set.of(TIMEOUT), 2, Duration.ofMillis(500)),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(1)),
            2.0,
            Duration.ofMillis(6_400));

    @Test
    void anUnmarkedFailureSuspendsAtOnce() {
        SuspensionState state = new SuspensionState.Active().failed(REFUSED, POLICY, NOW);
        assertThat(state).isEqualTo(new SuspensionState.Suspended(Duration.ofSeconds(1), NOW.plusMillis(1_000)));
        assertThat(state.isReady(NOW.plusMillis(999))).isFalse();
        assertThat(state.isReady(NOW.plusMillis(1_000))).isTrue();
    }

    @Test
    void suspensionsGrowByTheFactorUpToTheMaximum() {
        List<Long> millis = new ArrayList<>();
        SuspensionState state = new SuspensionState.Active();
        for (int i = 0; i < 5; i++) {
            state = state.failed(REFUSED, POLICY, NOW);
            millis.add(((SuspensionState.Suspended) state).duration().toMillis());
        }
        assertThat(millis).containsExactly(1_000L, 2_000L, 4_000L, 6_400L, 6_400L);
    }

    @Test
    void aMarkedFailureIsRetriedBeforeItSuspends() {
        SuspensionState first = new SuspensionState.Active().failed(TIMEOUT, POLICY, NOW);
        SuspensionState second = first.failed(TIMEOUT, POLICY, NOW);
        SuspensionState third = second.failed(TIMEOUT, POLICY, NOW);
        assertThat(first).isEqualTo(new SuspensionState.Marked(1, NOW.plusMillis(500)));
        assertThat(second).isEqualTo(new SuspensionState.Marked(0, NOW.plusMillis(500)));
        assertThat(third).isInstanceOf(SuspensionState.Suspended.class);
    }

    @Test
    void anAnswerMakesItActive() {
        SuspensionState state = new SuspensionState.Active().failed(REFUSED, POLICY, NOW);
        assertThat(state.succeeded()).isEqualTo(new SuspensionState.Active());
    }

    @Test
    void aCodeThatIsNotListedSuspendsNothing() {
        SuspensionPolicy never = new SuspensionPolicy(
                POLICY.marking(), Optional.of(Set.of(-1)), Optional.empty(), 1.0, Duration.ofDays(1));
        assertThat(new SuspensionState.Active().failed(REFUSED, never, NOW)).isEqualTo(new SuspensionState.Active());
    }

    @Test
    void withoutConfigurationItIsThirtySeconds() {
        assertThat(new SuspensionState.Active()
                        .failed(REFUSED, SuspensionPolicy.defaults(), NOW)
                        .notBefore())
                .isEqualTo(NOW.plusSeconds(30));
    }

    /// Events: `r` a failure that is not marked, `t` one that is, `s` a success, a number: so many ms pass.
    @ParameterizedTest
    @CsvSource({
        "'', ACTIVE, 0",
        "'r', SUSPENDED, 1000",
        "'t', TIMEOUT, 500",
        "'t t', TIMEOUT, 500",
        "'t t t', SUSPENDED, 1000",
        "'t r', SUSPENDED, 1000",
        "'t s', ACTIVE, 0",
        "'t t s t', TIMEOUT, 500",
        "'t t s t t t', SUSPENDED, 1000",
        "'r 1000 r', SUSPENDED, 2000",
        "'r 1000 t', SUSPENDED, 2000",
        "'r 1000 r 2000 r 4000 r', SUSPENDED, 6400",
        "'r 1000 s', ACTIVE, 0",
        "'r 1000 s r', SUSPENDED, 1000",
        "'r 1000 s t', TIMEOUT, 500"
    })
    void eachEventGivesTheNextState(String events, String expected, long waitMillis) {
        Instant now = NOW;
        SuspensionState state = new SuspensionState.Active();
        for (String event : events.isEmpty() ? new String[0] : events.split(" ", -1)) {
            switch (event) {
                case "r" -> state = state.failed(REFUSED, POLICY, now);
                case "t" -> state = state.failed(TIMEOUT, POLICY, now);
                case "s" -> state = state.succeeded();
                default -> now = now.plusMillis(Long.parseLong(event));
            }
        }
        assertThat(state.text()).isEqualTo(expected);
        assertThat(state.isReady(now)).isEqualTo(waitMillis == 0);
        if (waitMillis > 0) {
            assertThat(state.notBefore()).isEqualTo(now.plusMillis(waitMillis));
        }
    }
}
