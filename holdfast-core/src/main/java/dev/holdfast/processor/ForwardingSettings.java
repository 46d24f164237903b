// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Duration;

/// How a forwarding processor works; what its artifact says, read.
///
/// @param identity its name and its store
/// @param activation when it is active
/// @param pace how fast it takes messages
/// @param ordering in which order, and how many at once
/// @param retry what happens to a message that does not arrive
/// @param reconnect what happens when its store cannot be reached
public record ForwardingSettings(
        Processor.Identity identity,
        Processor.Activation activation,
        Pace pace,
        Ordering ordering,
        RetryPolicy retry,
        Reconnect reconnect) {

    /// What happens when the store cannot be reached.
    ///
    /// @param maxAttempts so many times to connect, then the processor deactivates; 0 for no limit
    /// @param interval between two
    public record Reconnect(int maxAttempts, Duration interval) {

        /// @throws IllegalArgumentException when the number is negative or the interval not positive
        public Reconnect {
            if (maxAttempts < 0 || !interval.isPositive()) {
                throw new IllegalArgumentException(
                        "0 or more attempts, a positive interval: " + maxAttempts + ", " + interval);
            }
        }
    }
}
