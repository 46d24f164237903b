// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.processor.RetryPolicy;
import java.time.Duration;

/// How long a processor bears it that its target is out of order, and what it does then.
///
/// @param text what happens then, in a sentence that begins with a verb
public record OutageBudget(String text) {

    /// That of a forwarding processor.
    ///
    /// @param reactivateAfter zero: it does not come back by itself
    static OutageBudget of(RetryPolicy retry, Duration reactivateAfter) {
        if (retry.maxAttempts() == 0) {
            return new OutageBudget(
                    "never gives up: tries again every " + text(retry.schedule().first()) + "; nothing is lost");
        }
        Duration bears = retry.schedule().total(retry.maxAttempts() - 1);
        String attempts = retry.maxAttempts() == 1 ? "1 attempt" : retry.maxAttempts() + " attempts";
        String givesUp = "gives up after " + attempts + " within " + text(bears) + "; ";
        return new OutageBudget(givesUp + afterwards(retry.whenExhausted(), reactivateAfter));
    }

    /// That of a failover processor: while its target is down nothing is an attempt.
    static OutageBudget ofFailover(String target, Duration interval) {
        return new OutageBudget(
                "waits as long as store '" + target + "' is down, and moves what waits as soon as it is back, at the"
                        + " latest after " + text(interval) + "; nothing is lost");
    }

    private static String afterwards(RetryPolicy.WhenExhausted then, Duration reactivateAfter) {
        return switch (then) {
            case RetryPolicy.WhenExhausted.Deactivate()
            when reactivateAfter.isZero() -> "then deactivates until somebody activates it; nothing is lost";
            case RetryPolicy.WhenExhausted.Deactivate() ->
                "then deactivates and probes again every " + text(reactivateAfter) + "; nothing is lost";
            case RetryPolicy.WhenExhausted.DeadLetter(String store) ->
                "then the message goes to store '" + store + "' and the next one is tried; nothing is lost";
            case RetryPolicy.WhenExhausted.Drop() ->
                "then the message is dropped, as max.delivery.drop says, and the next one is tried";
        };
    }

    /// A duration as people write it: `3 s`, `1 min 30 s`, `250 ms`.
    static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "min");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0 s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(text.isEmpty() ? "" : " ").append(amount).append(' ').append(unit);
        }
    }
}
