// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.processor.Backoff;
import dev.holdfast.processor.RetryPolicy;
import dev.holdfast.processor.RetryPolicy.MaxAge;
import dev.holdfast.processor.RetryPolicy.WhenDown;
import dev.holdfast.processor.RetryPolicy.WhenExhausted;
import dev.holdfast.processor.RetrySchedule;
import dev.holdfast.processor.StatusCodes;
import dev.holdfast.processor.WaitList;
import dev.holdfast.settings.Durations;
import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Parameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The parameters that say what happens to a message that does not arrive. Problems are reported where they
/// are. For one artifact.
final class RetryParameters {

    static final String FAIL_STORE = "message.processor.failMessagesStore";
    static final String WHEN_DOWN = "delivery.when.endpoint.down";
    static final String DOWN_CODES = "delivery.down.status.codes";
    static final String RETRY_AFTER = "retry.after.max";
    static final String MAX_AGE = "message.max.age";

    private static final String ATTEMPTS = "max.delivery.attempts";
    private static final String SCHEDULE = "retry.schedule";
    private static final String RETRY_INTERVAL = "client.retry.interval";
    private static final String MULTIPLIER = "retry.backoff.multiplier";
    private static final String LONGEST = "retry.backoff.max";
    private static final String JITTER = "retry.jitter";
    private static final String DROP = "max.delivery.drop";
    private static final String NON_RETRY = "non.retry.status.codes";
    private static final String NON_RETRY_DEAD_LETTER = "non.retry.dead.letter";

    private static final String ATTEMPT = "attempt";
    private static final String HOLD = "hold";
    private static final int USUAL_ATTEMPTS = 4;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    private final ProcessorParameters common;
    private final Parameters parameters;

    RetryParameters(ProcessorParameters common, Parameters parameters) {
        this.common = common;
        this.parameters = parameters;
    }

    /// The policy of a processor that sends.
    ///
    /// @param othersPass whether messages may pass one that is retried
    RetryPolicy ofForwarding(boolean othersPass) {
        int attempts = attempts(USUAL_ATTEMPTS);
        RetrySchedule schedule = schedule(attempts);
        Optional<String> failStore = common.otherStore(FAIL_STORE);
        WhenExhausted whenExhausted = whenExhausted(attempts, failStore);
        return new RetryPolicy(
                attempts,
                schedule,
                whenExhausted,
                codes(NON_RETRY, StatusCodes.none()),
                nonRetryStore(failStore),
                whenDown(othersPass),
                parameters.millis(RETRY_AFTER, RetryPolicy.LONGEST_RETRY_AFTER),
                maxAge(whenExhausted));
    }

    /// The policy of a processor that hands messages to a sequence.
    RetryPolicy ofSampling() {
        int attempts = attempts(USUAL_ATTEMPTS);
        WhenExhausted whenExhausted = whenExhausted(attempts, common.otherStore(FAIL_STORE));
        return new RetryPolicy(
                attempts,
                schedule(attempts),
                whenExhausted,
                StatusCodes.none(),
                Optional.empty(),
                new WhenDown.Attempt(),
                Duration.ZERO,
                maxAge(whenExhausted));
    }

    /// The policy of a processor that moves.
    RetryPolicy ofMoving() {
        int attempts = attempts(-1);
        return new RetryPolicy(
                attempts,
                schedule(attempts),
                whenExhausted(attempts, Optional.empty()),
                StatusCodes.none(),
                Optional.empty());
    }

    private int attempts(int defaultValue) {
        return Math.max(0, parameters.integer(ATTEMPTS, defaultValue));
    }

    private RetrySchedule schedule(int attempts) {
        double jitter = jitter();
        Optional<List<Duration>> listed = parameters.text(SCHEDULE).map(this::waits);
        Backoff backoff = backoff(jitter);
        if (listed.isEmpty()) {
            return backoff;
        }
        for (String other : List.of(RETRY_INTERVAL, MULTIPLIER, LONGEST)) {
            if (parameters.text(other).isPresent()) {
                parameters.error(
                        other,
                        "parameter '" + other + "' cannot stand beside '" + SCHEDULE
                                + "', which lists every wait itself; expected one of the two");
            }
        }
        List<Duration> waits = listed.get();
        if (attempts > 0 && waits.size() >= attempts) {
            parameters.warning(
                    SCHEDULE,
                    "parameter '" + SCHEDULE + "' lists " + waits.size() + " waits, and " + attempts
                            + " attempts have " + (attempts - 1)
                            + " between them: the others are never used; parameter '"
                            + ATTEMPTS + "' says how many attempts there are");
        }
        return waits.isEmpty() ? backoff : new WaitList(waits, jitter);
    }

    /// The waits that can be read.
    private List<Duration> waits(String text) {
        List<Duration> waits = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            try {
                waits.add(Durations.parse(entry));
            } catch (IllegalArgumentException e) {
                parameters.error(
                        SCHEDULE,
                        "parameter '" + SCHEDULE + "' is '" + text + "'; expected waits such as 5s,5m,30m,2h: "
                                + e.getMessage());
            }
        }
        return waits;
    }

    private Backoff backoff(double jitter) {
        Duration initial = parameters.millis(RETRY_INTERVAL, SECOND);
        double multiplier = parameters.decimal(MULTIPLIER, 1, 1);
        return new Backoff(initial, multiplier, parameters.millis(LONGEST, NO_LIMIT), jitter);
    }

    private double jitter() {
        double jitter = parameters.decimal(JITTER, 0, 0);
        if (jitter > 1) {
            parameters.error(JITTER, "parameter '" + JITTER + "' is '" + jitter + "'; expected a number from 0 to 1");
        }
        return Math.min(jitter, 1);
    }

    private WhenExhausted whenExhausted(int attempts, Optional<String> failStore) {
        if (isDropping(attempts)) {
            return new WhenExhausted.Drop();
        }
        return failStore.<WhenExhausted>map(WhenExhausted.DeadLetter::new).orElseGet(WhenExhausted.Deactivate::new);
    }

    private boolean isDropping(int attempts) {
        String drop = parameters.text(DROP).orElse("Disabled");
        if (!drop.equals("Enabled") && !drop.equals("Disabled")) {
            parameters.warning(
                    DROP,
                    "parameter '" + DROP + "' is '" + drop
                            + "', which counts as Disabled; expected Enabled or Disabled");
        }
        if (drop.equals("Enabled") && attempts == 0 && parameters.text(MAX_AGE).isEmpty()) {
            parameters.warning(DROP, "parameter '" + DROP + "' has no effect: the number of attempts is not limited");
        }
        return drop.equals("Enabled");
    }

    private StatusCodes codes(String name, StatusCodes defaultValue) {
        String codes = parameters.text(name).orElse("");
        try {
            return codes.isEmpty() ? defaultValue : StatusCodes.parse(codes);
        } catch (IllegalArgumentException e) {
            parameters.error(
                    name,
                    "parameter '" + name + "' is '" + codes + "'; expected status codes such as 400,404,410-499: "
                            + e.getMessage());
            return StatusCodes.none();
        }
    }

    private Optional<String> nonRetryStore(Optional<String> failStore) {
        boolean deadLetter = parameters.flag(NON_RETRY_DEAD_LETTER, false);
        if (deadLetter && failStore.isEmpty()) {
            parameters.error(
                    NON_RETRY_DEAD_LETTER,
                    "parameter '" + NON_RETRY_DEAD_LETTER + "' is true, but parameter '" + FAIL_STORE
                            + "' does not say where such messages go");
        }
        return deadLetter ? failStore : Optional.empty();
    }

    private WhenDown whenDown(boolean othersPass) {
        StatusCodes codes = codes(DOWN_CODES, StatusCodes.of(Circuit.DOWN_STATUS));
        String choice = parameters.text(WHEN_DOWN).orElse(ATTEMPT);
        if (choice.equals(HOLD)) {
            return new WhenDown.Hold(codes, othersPass);
        }
        if (!choice.equals(ATTEMPT)) {
            parameters.error(
                    WHEN_DOWN,
                    "parameter '" + WHEN_DOWN + "' is '" + choice + "'; expected " + ATTEMPT + " or " + HOLD
                            + NearestName.hint(choice, Set.of(ATTEMPT, HOLD)));
        } else if (parameters.text(DOWN_CODES).isPresent()) {
            parameters.warning(
                    DOWN_CODES,
                    "parameter '" + DOWN_CODES + "' has no effect: parameter '" + WHEN_DOWN + "' is not " + HOLD);
        }
        return new WhenDown.Attempt();
    }

    /// Where a message that is too old goes is where one goes whose attempts are used up.
    private Optional<MaxAge> maxAge(WhenExhausted whenExhausted) {
        Optional<Duration> age = parameters.text(MAX_AGE).flatMap(this::age);
        if (age.isEmpty()) {
            return Optional.empty();
        }
        return switch (whenExhausted) {
            case WhenExhausted.Drop() -> Optional.of(new MaxAge(age.get(), Optional.empty()));
            case WhenExhausted.DeadLetter(String store) -> Optional.of(new MaxAge(age.get(), Optional.of(store)));
            case WhenExhausted.Deactivate() -> {
                parameters.error(
                        MAX_AGE,
                        "parameter '" + MAX_AGE + "' does not say where a message goes that is too old; expected"
                                + " parameter '" + FAIL_STORE + "' beside it, or '" + DROP
                                + "' Enabled to let it end as expired");
                yield Optional.empty();
            }
        };
    }

    private Optional<Duration> age(String text) {
        try {
            Duration age = Durations.parse(text);
            if (age.isPositive()) {
                return Optional.of(age);
            }
            wrongAge(text, "an age is more than 0");
        } catch (IllegalArgumentException e) {
            wrongAge(text, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private void wrongAge(String text, String why) {
        parameters.error(MAX_AGE, "parameter '" + MAX_AGE + "' is '" + text + "'; expected an age such as 2d: " + why);
    }
}
