// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.ProcessorBridge;
import dev.holdfast.processor.Backoff;
import dev.holdfast.processor.Processor;
import dev.holdfast.processor.RetryPolicy;
import dev.holdfast.processor.RetryPolicy.WhenExhausted;
import dev.holdfast.processor.StatusCodes;
import dev.holdfast.reading.Kind;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.time.CronSchedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/// What the processors have in common: their parameters as types of the engine. Problems are reported where
/// they
/// are. For one artifact.
final class ProcessorParameters {

    static final String INTERVAL = "interval";
    static final String FAIL_STORE = "message.processor.failMessagesStore";

    private static final String CRON = "cronExpression";
    private static final String ACTIVE = "is.active";
    private static final String REACTIVATE = "message.processor.auto.reactivate.interval";
    private static final String ATTEMPTS = "max.delivery.attempts";
    private static final String RETRY_INTERVAL = "client.retry.interval";
    private static final String MULTIPLIER = "retry.backoff.multiplier";
    private static final String LONGEST = "retry.backoff.max";
    private static final String JITTER = "retry.jitter";
    private static final String DROP = "max.delivery.drop";
    private static final String REPLY_SEQUENCE = "message.processor.reply.sequence";
    private static final String FAULT_SEQUENCE = "message.processor.fault.sequence";
    private static final String DEACTIVATE_SEQUENCE = "message.processor.deactivate.sequence";
    private static final String NON_RETRY = "non.retry.status.codes";
    private static final String NON_RETRY_DEAD_LETTER = "non.retry.dead.letter";

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration REACTIVATE_AFTER = Duration.ofSeconds(60);
    private static final Duration NO_LIMIT = Duration.ofDays(365);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final Artifact artifact;
    private final Parameters parameters;
    private final String store;

    /// @param store that the processor takes messages from
    ProcessorParameters(Artifact artifact, Parameters parameters, String store) {
        this.artifact = artifact;
        this.parameters = parameters;
        this.store = store;
    }

    Processor.Identity identity() {
        return new Processor.Identity(artifact.name(), store);
    }

    Processor.Activation activation() {
        return new Processor.Activation(
                parameters.flag(ACTIVE, true), parameters.millis(REACTIVATE, REACTIVATE_AFTER), STOP_WITHIN);
    }

    Duration interval() {
        return parameters.millis(INTERVAL, SECOND);
    }

    /// The schedule, in the local time of the node.
    Optional<CronSchedule> cron() {
        return parameters.text(CRON).flatMap(expression -> {
            try {
                return Optional.of(CronSchedule.parse(expression, ZoneId.systemDefault()));
            } catch (IllegalArgumentException e) {
                parameters.error(
                        CRON,
                        "parameter '" + CRON + "' is '" + expression + "'; expected a cron expression of Quartz: "
                                + e.getMessage());
                return Optional.empty();
            }
        });
    }

    /// The policy of a processor that sends.
    RetryPolicy retry() {
        int attempts = attempts(4);
        Optional<String> failStore = otherStore(FAIL_STORE);
        return new RetryPolicy(
                attempts, backoff(), whenExhausted(attempts, failStore), nonRetryCodes(), nonRetryStore(failStore));
    }

    /// The policy of a processor that moves.
    RetryPolicy moveRetry() {
        int attempts = attempts(-1);
        return new RetryPolicy(
                attempts, backoff(), whenExhausted(attempts, Optional.empty()), StatusCodes.none(), Optional.empty());
    }

    /// The name of a store that must exist and be another than the processor's own.
    Optional<String> otherStore(String parameter) {
        Optional<String> other = reference(parameter, Kind.MESSAGE_STORE);
        if (other.equals(Optional.of(store))) {
            parameters.error(
                    parameter,
                    "parameter '" + parameter + "' names '" + store
                            + "', the store that the processor takes messages from; expected another");
        }
        return other;
    }

    /// The sequences that it runs.
    ///
    /// @param withReply whether there is a reply
    ProcessorBridge.Sequences sequences(boolean withReply) {
        return new ProcessorBridge.Sequences(
                withReply ? reference(REPLY_SEQUENCE, Kind.SEQUENCE) : Optional.empty(),
                reference(FAULT_SEQUENCE, Kind.SEQUENCE),
                reference(DEACTIVATE_SEQUENCE, Kind.SEQUENCE));
    }

    /// A name that must exist, if it is given.
    Optional<String> reference(String parameter, Kind kind) {
        Optional<String> name = parameters.text(parameter);
        name.ifPresent(text -> artifact.refersTo(
                kind, text, parameters.find(parameter).map(Parameter::location).orElse(artifact.location())));
        return name;
    }

    /// A duration of at least a millisecond.
    Duration positiveMillis(String parameter) {
        return Duration.ofMillis(parameters.count(parameter, (int) SECOND.toMillis(), 1));
    }

    private int attempts(int defaultValue) {
        return Math.max(0, parameters.integer(ATTEMPTS, defaultValue));
    }

    private Backoff backoff() {
        Duration initial = parameters.millis(RETRY_INTERVAL, SECOND);
        double multiplier = parameters.decimal(MULTIPLIER, 1, 1);
        Duration longest = parameters.millis(LONGEST, NO_LIMIT);
        double jitter = parameters.decimal(JITTER, 0, 0);
        if (jitter > 1) {
            parameters.error(JITTER, "parameter '" + JITTER + "' is '" + jitter + "'; expected a number from 0 to 1");
        }
        return new Backoff(initial, multiplier, longest, Math.min(jitter, 1));
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
        if (drop.equals("Enabled") && attempts == 0) {
            parameters.warning(DROP, "parameter '" + DROP + "' has no effect: the number of attempts is not limited");
        }
        return drop.equals("Enabled");
    }

    private StatusCodes nonRetryCodes() {
        String codes = parameters.text(NON_RETRY).orElse("");
        try {
            return StatusCodes.parse(codes);
        } catch (IllegalArgumentException e) {
            parameters.error(
                    NON_RETRY,
                    "parameter '" + NON_RETRY + "' is '" + codes + "'; expected status codes such as 400,404,410-499: "
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
}
