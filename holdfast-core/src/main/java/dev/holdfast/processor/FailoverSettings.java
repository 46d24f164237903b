// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.time.CronSchedule;
import java.time.Duration;
import java.util.Optional;

/// How a failover forwarding processor works; what its artifact says, read.
///
/// @param identity its name and its store
/// @param activation when it is active
/// @param target the name of the store that it moves messages to
/// @param looking when it looks for messages
/// @param retry what happens to a message that the target does not take although it is up
public record FailoverSettings(
        Processor.Identity identity,
        Processor.Activation activation,
        String target,
        Looking looking,
        RetryPolicy retry) {

    /// When a failover processor looks for messages. What it finds it moves as fast as the target takes it.
    ///
    /// @param interval between two looks at an empty store
    /// @param cron the times at which it begins to look; none: always
    public record Looking(Duration interval, Optional<CronSchedule> cron) {}

    /// How long to wait after a failure, and how often to say how many messages wait.
    Duration retryInterval() {
        return retry.schedule().first();
    }
}
