// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.AttemptState;
import dev.holdfast.message.StoredMessage;
import java.time.Instant;
import java.util.Optional;

/// Whether a message may be processed now, as far as its age and its earlier attempts say. Decided here and
/// nowhere else, from what is given.
sealed interface Readiness {

    /// It may.
    record Due() implements Readiness {}

    /// Its next attempt, or its end, comes later.
    record Later(Instant until) implements Readiness {}

    /// Its own time to live has ended.
    record Expired() implements Readiness {}

    /// It has waited longer than the processor allows.
    record TooOld(RetryPolicy.MaxAge limit) implements Readiness {}

    /// Decides.
    ///
    /// @param attempts so far, in the current activation
    static Readiness of(StoredMessage message, AttemptState attempts, RetryPolicy policy, Instant now) {
        if (message.isExpired(now)) {
            return new Expired();
        }
        Optional<RetryPolicy.MaxAge> limit = policy.maxAge();
        if (limit.isPresent() && !limit.get().endOf(message).isAfter(now)) {
            return new TooOld(limit.get());
        }
        Instant next = attempts.nextAttemptAt();
        return next.isAfter(now) ? new Later(until(next, message, policy)) : new Due();
    }

    /// When to look at the message again that is to be tried at that time: it may be too old before.
    static Instant until(Instant next, StoredMessage message, RetryPolicy policy) {
        return policy.maxAge()
                .map(limit -> limit.endOf(message))
                .filter(end -> end.isBefore(next))
                .orElse(next);
    }
}
