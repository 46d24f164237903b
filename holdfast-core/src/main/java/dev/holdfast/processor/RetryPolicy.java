// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What happens to a message that does not arrive.
///
/// @param maxAttempts attempts in one round; 0 for no limit
/// @param schedule how long to wait between them
/// @param whenExhausted what follows the last one
/// @param nonRetryCodes answers after which the message is given up at once
/// @param nonRetryStore where such a message goes before it is given up; none: only the ledger has it
/// @param whenDown what an attempt counts for while the endpoint is down
/// @param longestRetryAfter so long at most an answer may put off the next attempt by its field `Retry-After`
/// @param maxAge what ends a message that has waited for too long; none: it may wait for ever
public record RetryPolicy(
        int maxAttempts,
        RetrySchedule schedule,
        WhenExhausted whenExhausted,
        StatusCodes nonRetryCodes,
        Optional<String> nonRetryStore,
        WhenDown whenDown,
        Duration longestRetryAfter,
        Optional<MaxAge> maxAge) {

    /// The longest time by which an answer may put off the next attempt where nothing else is said.
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    /// What follows the last attempt of a round.
    public sealed interface WhenExhausted {

        /// The processor deactivates; the message stays where it is.
        record Deactivate() implements WhenExhausted {}

        /// The message goes to that store, with the reason, and the next one is tried.
        record DeadLetter(String store) implements WhenExhausted {}

        /// The message is given up, because the artifact says so, and the next one is tried.
        record Drop() implements WhenExhausted {}
    }

    /// What an attempt counts for while the endpoint is down.
    public sealed interface WhenDown {

        /// Every attempt counts, as upstream has it.
        record Attempt() implements WhenDown {}

        /// An attempt counts only when the message is to blame. While the endpoint is down one message is tried
        /// at each interval.
        ///
        /// @param downCodes answers that say that the endpoint is down
        /// @param othersPass whether other messages may pass one that is retried, so that they tell who is to
        ///     blame. If not, every answer that is not among the codes is taken to speak of the message
        record Hold(StatusCodes downCodes, boolean othersPass) implements WhenDown {}
    }

    /// What ends a message that has waited for too long.
    ///
    /// @param age since it was first accepted
    /// @param deadLetters where it goes then; none: it ends as expired, because the artifact says so
    public record MaxAge(Duration age, Optional<String> deadLetters) {

        /// @throws IllegalArgumentException when the age is not positive
        public MaxAge {
            if (!age.isPositive()) {
                throw new IllegalArgumentException("an age is positive, not " + age);
            }
        }

        Instant endOf(StoredMessage message) {
            return message.acceptedAt().plus(age);
        }
    }

    /// @throws IllegalArgumentException when the number of attempts is negative
    public RetryPolicy {
        if (maxAttempts < 0) {
            throw new IllegalArgumentException("attempts are limited by 1 or more, or 0 for no limit: " + maxAttempts);
        }
    }

    /// A policy in which every attempt counts and no message is too old.
    public RetryPolicy(
            int maxAttempts,
            RetrySchedule schedule,
            WhenExhausted whenExhausted,
            StatusCodes nonRetryCodes,
            Optional<String> nonRetryStore) {
        this(
                maxAttempts,
                schedule,
                whenExhausted,
                nonRetryCodes,
                nonRetryStore,
                new WhenDown.Attempt(),
                LONGEST_RETRY_AFTER,
                Optional.empty());
    }

    /// Whether so many attempts are all that a round has.
    boolean isExhaustedBy(int attempts) {
        return maxAttempts > 0 && attempts >= maxAttempts;
    }
}
