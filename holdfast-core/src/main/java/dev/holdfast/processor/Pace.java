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
/// | rounds | at each beginning, so many, with the interval between two messages; then nothing until the next |
///
/// @param interval see above
/// @param cron see above
/// @param rounds see above
/// @param members how many take messages beside one another, each at that rate
public record Pace(Duration interval, Optional<CronSchedule> cron, Rounds rounds, int members) {

    /// Messages are taken in rounds.
    ///
    /// @param every when rounds begin, if no cron expression says so; none: there are none without one
    /// @param limit so many messages end a round; 0: only an empty store does
    public record Rounds(Optional<Duration> every, int limit) {

        /// @throws IllegalArgumentException when the time between rounds is not positive or the limit
        ///     negative
        public Rounds {
            if (every.filter(time -> !time.isPositive()).isPresent() || limit < 0) {
                throw new IllegalArgumentException(
                        "rounds are a positive time apart and have 0 (no limit) or more messages: " + every + ", "
                                + limit);
            }
        }

        /// Only those of a cron expression, each until the store is empty.
        public static Rounds asScheduled() {
            return new Rounds(Optional.empty(), 0);
        }
    }

    /// @throws IllegalArgumentException when the interval is negative, there is no member, or rounds begin
    ///     twice
    public Pace {
        if (interval.isNegative() || members < 1) {
            throw new IllegalArgumentException(
                    "an interval of 0 or more and at least one member: " + interval + ", " + members);
        }
        if (cron.isPresent() && rounds.every().isPresent()) {
            throw new IllegalArgumentException("rounds begin by a cron expression or a time, not by both");
        }
    }

    /// Without rounds but those of a cron expression.
    public Pace(Duration interval, Optional<CronSchedule> cron, int members) {
        this(interval, cron, Rounds.asScheduled(), members);
    }

    /// One member without limit.
    public static Pace unlimited() {
        return new Pace(Duration.ZERO, Optional.empty(), 1);
    }

    /// Whether messages are taken in rounds.
    boolean hasRounds() {
        return cron.isPresent() || rounds.every().isPresent();
    }
}
