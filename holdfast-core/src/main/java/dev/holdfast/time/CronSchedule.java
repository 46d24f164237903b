// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.time;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/// Times given by a cron expression of Quartz: 6 or 7 fields, seconds first. Immutable.
public final class CronSchedule {

    private final String expression;
    private final ExecutionTime times;
    private final ZoneId zone;

    private CronSchedule(String expression, ExecutionTime times, ZoneId zone) {
        this.expression = expression;
        this.times = times;
        this.zone = zone;
    }

    /// Reads the expression.
    ///
    /// @param zone in whose local time the fields are meant
    /// @throws IllegalArgumentException when it is none; the message says which field is wrong
    public static CronSchedule parse(String expression, ZoneId zone) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
        return new CronSchedule(expression, ExecutionTime.forCron(parser.parse(expression)), zone);
    }

    /// The first time after the given one; empty when there is none any more.
    public Optional<Instant> next(Instant after) {
        ZonedDateTime local = after.atZone(zone);
        return times.nextExecution(local).map(ZonedDateTime::toInstant);
    }

    /// The expression as it was written.
    @Override
    public String toString() {
        return expression;
    }
}
