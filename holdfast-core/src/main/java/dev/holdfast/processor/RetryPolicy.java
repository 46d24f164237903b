// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.util.Optional;

/// What happens to a message that does not arrive.
///
/// @param maxAttempts attempts in one round; 0 for no limit
/// @param backoff how long to wait between them
/// @param whenExhausted what follows the last one
/// @param nonRetryCodes answers after which the message is given up at once
/// @param nonRetryStore where such a message goes before it is given up; none: only the ledger has it
public record RetryPolicy(
        int maxAttempts,
        Backoff backoff,
        WhenExhausted whenExhausted,
        StatusCodes nonRetryCodes,
        Optional<String> nonRetryStore) {

    /// What follows the last attempt of a round.
    public sealed interface WhenExhausted {

        /// The processor deactivates; the message stays where it is.
        record Deactivate() implements WhenExhausted {}

        /// The message goes to that store, with the reason, and the next one is tried.
        record DeadLetter(String store) implements WhenExhausted {}

        /// The message is given up, because the artifact says so, and the next one is tried.
        record Drop() implements WhenExhausted {}
    }

    /// @throws IllegalArgumentException when the number of attempts is negative
    public RetryPolicy {
        if (maxAttempts < 0) {
            throw new IllegalArgumentException("attempts are limited by 1 or more, or 0 for no limit: " + maxAttempts);
        }
    }

    /// Whether so many attempts are all that a round has.
    boolean isExhaustedBy(int attempts) {
        return maxAttempts > 0 && attempts >= maxAttempts;
    }
}
