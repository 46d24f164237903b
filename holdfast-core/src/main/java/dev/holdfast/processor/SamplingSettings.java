// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.time.CronSchedule;
import java.time.Duration;
import java.util.Optional;

/// How a sampling processor works; what its artifact says, read.
///
/// @param identity its name and its store
/// @param activation when it is active
/// @param rate how fast it takes messages
/// @param retry what happens to a message that the sequence does not come to terms with
/// @param reconnect what happens when its store cannot be reached
public record SamplingSettings(
        Processor.Identity identity,
        Processor.Activation activation,
        Rate rate,
        RetryPolicy retry,
        ForwardingSettings.Reconnect reconnect) {

    /// How fast it takes messages.
    ///
    /// @param interval between two times at which it takes some, where there is no schedule
    /// @param cron those times
    /// @param members how many take messages beside one another, each at that rate
    /// @param atOnce how many messages each takes each time
    public record Rate(Duration interval, Optional<CronSchedule> cron, int members, int atOnce) {

        /// @throws IllegalArgumentException when there is nothing that takes anything
        public Rate {
            if (!interval.isPositive() || members < 1 || atOnce < 1) {
                throw new IllegalArgumentException("a positive interval, at least one member and one message: "
                        + interval + ", " + members + ", " + atOnce);
            }
        }
    }
}
