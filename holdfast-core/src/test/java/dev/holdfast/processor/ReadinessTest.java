// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.AttemptState;
import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whether a message may be processed, as a table of cases: times in seconds since it was accepted.
class ReadinessTest {

    private final StoredMessage message = SampleMessages.text("m");

    @ParameterizedTest(name = "at {0} s, tried next at {1} s, too old at {2} s")
    @CsvSource({
        "0, -100, 60, DUE, 0",
        "59, 59, 60, DUE, 0",
        "60, -100, 60, TOO_OLD, 0",
        "60, 90, 60, TOO_OLD, 0",
        "10, 30, 60, LATER, 30",
        "10, 90, 60, LATER, 60",
        "10, 90, 0, LATER, 90",
        "999999, -100, 0, DUE, 0",
    })
    void a_message_is_due_when_its_time_has_come_and_it_is_not_too_old(
            long now, long next, long maxAge, String expected, long until) {
        RetryPolicy policy = policy(maxAge);
        Readiness readiness = Readiness.of(message, attempts(at(next)), policy, at(now));
        assertThat(readiness)
                .isEqualTo(
                        switch (expected) {
                            case "DUE" -> new Readiness.Due();
                            case "LATER" -> new Readiness.Later(at(until));
                            default -> new Readiness.TooOld(policy.maxAge().orElseThrow());
                        });
    }

    @Test
    void a_time_to_live_that_has_ended_comes_first() {
        StorageOptions options = new StorageOptions(4, Optional.of(Duration.ofSeconds(10)), true);
        StoredMessage expiring =
                SampleMessages.stored(SampleMessages.unstored("m").withOptions(options));
        Instant end = expiring.acceptedAt().plusSeconds(10);
        assertThat(Readiness.of(expiring, attempts(Instant.EPOCH), policy(1), end))
                .isEqualTo(new Readiness.Expired());
    }

    private Instant at(long seconds) {
        return message.acceptedAt().plusSeconds(seconds);
    }

    private AttemptState attempts(Instant next) {
        return new AttemptState(message.id(), 1, 1, 1, next);
    }

    private static RetryPolicy policy(long maxAge) {
        Optional<RetryPolicy.MaxAge> limit = maxAge == 0
                ? Optional.empty()
                : Optional.of(new RetryPolicy.MaxAge(Duration.ofSeconds(maxAge), Optional.of("dead")));
        return new RetryPolicy(
                4,
                Backoff.fixed(Duration.ofSeconds(1)),
                new RetryPolicy.WhenExhausted.Deactivate(),
                StatusCodes.none(),
                Optional.empty(),
                new RetryPolicy.WhenDown.Attempt(),
                RetryPolicy.LONGEST_RETRY_AFTER,
                limit);
    }
}
