// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.processor.Backoff;
import dev.holdfast.processor.RetryPolicy;
import dev.holdfast.processor.RetrySchedule;
import dev.holdfast.processor.WaitList;
import dev.holdfast.settings.Durations;
import java.time.Duration;

/// How long a processor bears it that its target is out of order, and what it does then.
///
/// @param text what happens then, in a sentence that begins with a verb
public record OutageBudget(String text) {

    /// That of a processor that sends, or hands messages to a sequence.
    ///
    /// @param reactivateAfter zero: it does not come back by itself
    static OutageBudget of(RetryPolicy retry, Duration reactivateAfter) {
        return new OutageBudget(bears(retry, reactivateAfter) + agedOut(retry));
    }

    private static String bears(RetryPolicy retry, Duration reactivateAfter) {
        return switch (retry.whenDown()) {
            case RetryPolicy.WhenDown.Attempt() -> attempting(retry, reactivateAfter);
            case RetryPolicy.WhenDown.Hold _ -> holding(retry, reactivateAfter);
        };
    }

    private static String attempting(RetryPolicy retry, Duration reactivateAfter) {
        if (retry.maxAttempts() == 0) {
            return "never gives up: tries again " + every(retry.schedule()) + "; nothing is lost";
        }
        Duration bears = retry.schedule().total(retry.maxAttempts() - 1);
        String givesUp = "gives up after " + attempts(retry) + " within " + Durations.text(bears) + "; ";
        return givesUp + afterwards(retry.whenExhausted(), reactivateAfter);
    }

    private static String holding(RetryPolicy retry, Duration reactivateAfter) {
        String holds = "waits as long as its endpoint is down, and tries one message every "
                + Durations.text(retry.schedule().first());
        return retry.maxAttempts() == 0
                ? holds + "; it never gives up; nothing is lost"
                : holds + "; gives up a message after " + attempts(retry) + " that failed while the endpoint was up, "
                        + afterwards(retry.whenExhausted(), reactivateAfter);
    }

    private static String attempts(RetryPolicy retry) {
        return retry.maxAttempts() == 1 ? "1 attempt" : retry.maxAttempts() + " attempts";
    }

    private static String every(RetrySchedule schedule) {
        return switch (schedule) {
            case Backoff backoff -> "every " + Durations.text(backoff.first());
            case WaitList list -> "at last every " + Durations.text(list.waits().getLast());
        };
    }

    private static String agedOut(RetryPolicy retry) {
        return retry.maxAge()
                .map(limit -> "; a message older than " + Durations.text(limit.age())
                        + limit.deadLetters()
                                .map(store -> " goes to store '" + store + "'")
                                .orElse(" ends as expired"))
                .orElse("");
    }

    /// That of a failover processor: while its target is down nothing is an attempt.
    static OutageBudget ofFailover(String target, Duration interval) {
        return new OutageBudget(
                "waits as long as store '" + target + "' is down, and moves what waits as soon as it is back, at the"
                        + " latest after " + Durations.text(interval) + "; nothing is lost");
    }

    private static String afterwards(RetryPolicy.WhenExhausted then, Duration reactivateAfter) {
        return switch (then) {
            case RetryPolicy.WhenExhausted.Deactivate()
            when reactivateAfter.isZero() -> "then deactivates until somebody activates it; nothing is lost";
            case RetryPolicy.WhenExhausted.Deactivate() ->
                "then deactivates and probes again every " + Durations.text(reactivateAfter) + "; nothing is lost";
            case RetryPolicy.WhenExhausted.DeadLetter(String store) ->
                "then the message goes to store '" + store + "' and the next one is tried; nothing is lost";
            case RetryPolicy.WhenExhausted.Drop() ->
                "then the message is dropped, as max.delivery.drop says, and the next one is tried";
        };
    }
}
