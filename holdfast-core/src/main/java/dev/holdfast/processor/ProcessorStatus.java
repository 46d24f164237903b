// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The state of a processor, and why. Immutable; kept over restarts as text.
///
/// @param state whether it takes messages
/// @param by who brought it there
/// @param since when
/// @param reason in one line; empty when there is nothing to explain
/// @param nextProbeAt when it becomes active by itself; none: it waits for an operator
/// @param activation how often it has been activated; attempts count anew in each
public record ProcessorStatus(
        State state, Cause by, Instant since, String reason, Optional<Instant> nextProbeAt, long activation) {

    private static final String SEPARATOR = "\t";

    /// Whether a processor takes messages.
    public enum State {
        /// It takes messages.
        ACTIVE,
        /// It takes none and has no consumer.
        DEACTIVATED
    }

    /// Who brought it into its state.
    public enum Cause {
        /// The artifact, at its first deployment.
        ARTIFACT,
        /// A person; only a person undoes it.
        OPERATOR,
        /// The processor itself.
        PROCESSOR
    }

    /// As it is when the processor is deployed for the first time.
    static ProcessorStatus initial(boolean active, Instant now) {
        State state = active ? State.ACTIVE : State.DEACTIVATED;
        String reason = active ? "" : "is.active is false";
        return new ProcessorStatus(state, Cause.ARTIFACT, now, reason, Optional.empty(), 1);
    }

    ProcessorStatus activated(Cause cause, Instant now) {
        return new ProcessorStatus(State.ACTIVE, cause, now, "", Optional.empty(), activation + 1);
    }

    ProcessorStatus deactivated(Cause cause, String why, Instant now, Optional<Instant> probe) {
        return new ProcessorStatus(State.DEACTIVATED, cause, now, why, probe, activation);
    }

    /// Whether it takes messages.
    public boolean isActive() {
        return state == State.ACTIVE;
    }

    /// The form in which it is kept: fields separated by tabs, the reason last.
    String toText() {
        return String.join(
                SEPARATOR,
                state.name(),
                by.name(),
                Long.toString(micros(since)),
                nextProbeAt.map(at -> Long.toString(micros(at))).orElse(""),
                Long.toString(activation),
                reason);
    }

    /// Reads [#toText].
    ///
    /// @throws IllegalArgumentException when it is not that
    static ProcessorStatus parse(String text) {
        String[] fields = text.split(SEPARATOR, 6);
        if (fields.length != 6) {
            throw new IllegalArgumentException("not the state of a processor: " + text);
        }
        Optional<Instant> probe = fields[3].isEmpty() ? Optional.empty() : Optional.of(instant(fields[3]));
        return new ProcessorStatus(
                State.valueOf(fields[0]),
                Cause.valueOf(fields[1]),
                instant(fields[2]),
                fields[5],
                probe,
                Long.parseLong(fields[4]));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant instant(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}
