// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.artifact;

import dev.holdfast.mediation.ProcessorBridge;
import dev.holdfast.processor.ForwardingSettings.Reconnect;
import dev.holdfast.processor.Processor;
import dev.holdfast.reading.Kind;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.time.CronSchedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What the processors have in common: their parameters as types of the engine. Problems are reported where
/// they are. For one artifact.
final class ProcessorParameters {

    static final String INTERVAL = "interval";
    static final String MEMBERS = "member.count";

    private static final String CRON = "cronExpression";
    private static final String ACTIVE = "is.active";
    private static final String REACTIVATE = "message.processor.auto.reactivate.interval";
    private static final String REPLY_SEQUENCE = "message.processor.reply.sequence";
    private static final String FAULT_SEQUENCE = "message.processor.fault.sequence";
    private static final String DEACTIVATE_SEQUENCE = "message.processor.deactivate.sequence";
    private static final String CONNECTIONS = "max.store.connection.attempts";
    private static final String CONNECTION_INTERVAL = "store.connection.retry.interval";

    private static final List<String> INERT = List.of(
            "axis2.repo",
            "axis2.config",
            "throttle",
            "cron.expression",
            "throttle.interval",
            "quartz.conf",
            "pinnedServers",
            "bind.processor.server",
            "processor.instance");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration REACTIVATE_AFTER = Duration.ofSeconds(60);
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

    /// How many take messages beside one another.
    int members() {
        return parameters.count(MEMBERS, 1, 1);
    }

    /// What happens when the store cannot be reached.
    Reconnect reconnect() {
        return new Reconnect(
                Math.max(0, parameters.integer(CONNECTIONS, -1)),
                Duration.ofMillis(parameters.count(CONNECTION_INTERVAL, (int) SECOND.toMillis(), 1)));
    }

    /// Takes the names as known that mean nothing here.
    void inert() {
        INERT.forEach(name -> parameters.inert(name, "Holdfast does this by itself, or not at all"));
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
}
