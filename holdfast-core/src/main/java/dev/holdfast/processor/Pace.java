// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.time.CronSchedule;
import java.time.Duration;
import java.util.Optional;

/// How fast messages may be taken: a contract that users throttle their back ends by.
///
/// | setting | rate of each member |
/// |---|---|
/// | interval of 1 s or more | one message per interval |
/// | interval below 1 s | the interval passes between the end of one message and the start of the next |
/// | interval 0 | no limit |
/// | cron | at each time, all that is there, with the interval between two messages; then nothing until the next |
///
/// @param interval see above
/// @param cron see above
/// @param members how many take messages beside one another, each at that rate
public record Pace(Duration interval, Optional<CronSchedule> cron, int members) {

    /// @throws IllegalArgumentException when the interval is negative or there is no member
    public Pace {
        if (interval.isNegative() || members < 1) {
            throw new IllegalArgumentException(
                    "an interval of 0 or more and at least one member: " + interval + ", " + members);
        }
    }

    /// One member without limit.
    public static Pace unlimited() {
        return new Pace(Duration.ZERO, Optional.empty(), 1);
    }
}
