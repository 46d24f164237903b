// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.time.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a task runs. Immutable.
public sealed interface Trigger {

    /// The first time.
    ///
    /// @param start of the task
    Optional<Instant> first(Instant start);

    /// The next time. Times that have passed meanwhile are left out.
    ///
    /// @param due when the last one was due
    /// @param begun how often it has run
    Optional<Instant> next(Instant due, Instant now, long begun);

    /// For people and for the management API.
    String text();

    /// Once, at the start.
    record Once() implements Trigger {
        @Override
        public Optional<Instant> first(Instant start) {
            return Optional.of(start);
        }

        @Override
        public Optional<Instant> next(Instant due, Instant now, long begun) {
            return Optional.empty();
        }

        @Override
        public String text() {
            return "once, at the start";
        }
    }

    /// At the start, and from then on at a fixed rate.
    ///
    /// @param interval positive
    /// @param count how often in all; empty for without end
    record Every(Duration interval, Optional<Long> count) implements Trigger {
        @Override
        public Optional<Instant> first(Instant start) {
            return Optional.of(start);
        }

        @Override
        public Optional<Instant> next(Instant due, Instant now, long begun) {
            if (count.isPresent() && begun >= count.get()) {
                return Optional.empty();
            }
            Instant next = due.plus(interval);
            if (next.isAfter(now)) {
                return Optional.of(next);
            }
            long missed = Duration.between(next, now).dividedBy(interval) + 1;
            return Optional.of(next.plus(interval.multipliedBy(missed)));
        }

        @Override
        public String text() {
            return "every " + interval.toSeconds() + " s"
                    + count.map(times -> ", " + times + " times").orElse("");
        }
    }

    /// At times of a schedule.
    record Cron(CronSchedule schedule) implements Trigger {
        @Override
        public Optional<Instant> first(Instant start) {
            return schedule.next(start);
        }

        @Override
        public Optional<Instant> next(Instant due, Instant now, long begun) {
            return schedule.next(due.isAfter(now) ? due : now);
        }

        @Override
        public String text() {
            return "at " + schedule;
        }
    }
}
