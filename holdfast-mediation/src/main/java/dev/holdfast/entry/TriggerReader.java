// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.reading.Syntax;
import dev.holdfast.time.CronSchedule;
import dev.holdfast.xml.XmlElement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/// Reads the trigger of a task. For one use.
final class TriggerReader {

    static final Syntax SYNTAX = Syntax.of("trigger", "When a task runs; without attributes once, at the start.")
            .optional("interval", "", "seconds from one run to the next; the first is at the start")
            .optional("count", "without end", "how often, with interval; -1: without end")
            .optional("cron", "", "a cron expression of Quartz, in the local time of the node")
            .optional("once", "false", "true: once, at the start")
            .differs("A run that takes longer than its interval is not followed by those that were missed.");

    private static final long LONGEST_SECONDS = 10L * 366 * 86_400;

    private final XmlElement element;
    private final FlowReading reading;

    TriggerReader(XmlElement element, FlowReading reading) {
        this.element = element;
        this.reading = reading;
    }

    Trigger read() {
        reading.follows(element, SYNTAX);
        Optional<String> interval = text("interval");
        Optional<String> cron = text("cron");
        boolean once = reading.flag(element, "once", false);
        if (cron.isPresent() && (interval.isPresent() || once)) {
            reading.error(element, "cron stands beside interval or once; expected one of them");
        }
        if (cron.isPresent()) {
            return cron(cron.get());
        }
        if (once || interval.isEmpty()) {
            text("count").ifPresent(this::number);
            return new Trigger.Once();
        }
        return every(interval.get());
    }

    private Trigger every(String interval) {
        long seconds = number(interval);
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            reading.error(
                    element, "attribute interval is '" + interval + "'; expected seconds, 1 to " + LONGEST_SECONDS);
            return new Trigger.Once();
        }
        long count = text("count").map(this::number).orElse(-1L);
        if (count < -1 || count == 0) {
            reading.error(element, "attribute count is " + count + "; expected 1 or more, or -1 for without end");
        }
        return new Trigger.Every(Duration.ofSeconds(seconds), count < 0 ? Optional.empty() : Optional.of(count));
    }

    private Trigger cron(String expression) {
        try {
            return new Trigger.Cron(CronSchedule.parse(expression, ZoneId.systemDefault()));
        } catch (IllegalArgumentException e) {
            reading.error(
                    element,
                    "attribute cron is '" + expression + "'; expected a cron expression of Quartz: " + e.getMessage());
            return new Trigger.Once();
        }
    }

    private long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            reading.error(element, "'" + text + "' is no whole number");
            return 1;
        }
    }

    private Optional<String> text(String attribute) {
        return element.attribute(attribute)
                .map(value -> reading.resolve(element, value).strip())
                .filter(value -> !value.isEmpty());
    }
}
