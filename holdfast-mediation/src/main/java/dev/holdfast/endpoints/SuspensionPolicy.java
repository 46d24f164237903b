// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// When a failing endpoint is left alone, and for how long.
///
/// @param marking failures that are tried again before it is suspended
/// @param codes failures that suspend it; empty: all that are not marked
/// @param initialDuration of the first suspension; empty when the artifact does not say
/// @param progressionFactor by which each suspension is longer than the one before
/// @param maximum the longest suspension
public record SuspensionPolicy(
        Marking marking,
        Optional<Set<Integer>> codes,
        Optional<Duration> initialDuration,
        double progressionFactor,
        Duration maximum) {

    private static final Duration UNCONFIGURED = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final SuspensionPolicy DEFAULTS = new SuspensionPolicy(
            new Marking(Set.of(ErrorCodes.TIMEOUT, ErrorCodes.CLOSED), 0, Duration.ZERO),
            Optional.empty(),
            Optional.empty(),
            1.0,
            LONGEST);

    /// Failures that are tried again.
    ///
    /// @param codes which
    /// @param retries how often
    /// @param delay before each
    public record Marking(Set<Integer> codes, int retries, Duration delay) {

        /// Copies the set.
        public Marking {
            codes = Set.copyOf(codes);
        }
    }

    /// Copies the set.
    public SuspensionPolicy {
        codes = codes.map(Set::copyOf);
    }

    /// What holds when an artifact says nothing: 30 s after any failure.
    public static SuspensionPolicy defaults() {
        return DEFAULTS;
    }

    /// Never.
    public static SuspensionPolicy none() {
        return new SuspensionPolicy(
                new Marking(Set.of(), 0, Duration.ZERO), Optional.of(Set.of()), Optional.empty(), 1.0, LONGEST);
    }

    SuspensionPolicy with(Marking other) {
        return new SuspensionPolicy(other, codes, initialDuration, progressionFactor, maximum);
    }

    boolean marks(int code) {
        return marking.codes.contains(code);
    }

    boolean suspends(int code) {
        return codes.isEmpty() || codes.get().contains(code);
    }

    /// How long the next suspension is.
    ///
    /// @param last how long the last one was, if there was one since the last success
    Duration next(Optional<Duration> last) {
        double millis = last.map(duration -> duration.toMillis() * progressionFactor)
                .orElseGet(() -> (double) initialDuration.orElse(UNCONFIGURED).toMillis());
        return Duration.ofMillis((long) Math.min(millis, (double) maximum.toMillis()));
    }
}
