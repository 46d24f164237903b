// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether an endpoint is tried. Pure: each event gives the next state.
sealed interface SuspensionState {

    /// All is well.
    record Active() implements SuspensionState {}

    /// It failed in a way that is tried again; Synapse calls it TIMEOUT.
    ///
    /// @param retriesLeft before it is suspended
    /// @param until when it is not tried
    record Marked(int retriesLeft, Instant until) implements SuspensionState {}

    /// It failed.
    ///
    /// @param duration of this suspension
    /// @param until when it is not tried
    record Suspended(Duration duration, Instant until) implements SuspensionState {}

    /// Whether it may be tried.
    default boolean isReady(Instant now) {
        return !now.isBefore(notBefore());
    }

    /// When it may be tried.
    default Instant notBefore() {
        return switch (this) {
            case Active() -> Instant.MIN;
            case Marked(int retriesLeft, Instant until) -> until;
            case Suspended(Duration duration, Instant until) -> until;
        };
    }

    /// After an answer.
    default SuspensionState succeeded() {
        return this instanceof Active ? this : new Active();
    }

    /// After a failure.
    default SuspensionState failed(int code, SuspensionPolicy policy, Instant now) {
        if (policy.marks(code)) {
            int retries = retriesLeft(policy);
            return retries > 0
                    ? new Marked(retries - 1, now.plus(policy.marking().delay()))
                    : suspended(policy, now);
        }
        return policy.suspends(code) ? suspended(policy, now) : this;
    }

    private SuspensionState suspended(SuspensionPolicy policy, Instant now) {
        Optional<Duration> last =
                this instanceof Suspended(Duration duration, Instant until) ? Optional.of(duration) : Optional.empty();
        Duration next = policy.next(last);
        return new Suspended(next, now.plus(next));
    }

    private int retriesLeft(SuspensionPolicy policy) {
        return switch (this) {
            case Active() -> policy.marking().retries();
            case Marked(int left, Instant until) -> left;
            case Suspended suspended -> 0;
        };
    }

    /// As Synapse names it.
    default String text() {
        return switch (this) {
            case Active() -> "ACTIVE";
            case Marked marked -> "TIMEOUT";
            case Suspended suspended -> "SUSPENDED";
        };
    }
}
