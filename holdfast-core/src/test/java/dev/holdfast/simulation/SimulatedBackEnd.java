// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.simulation;

import dev.holdfast.endpoint.Circuit;
import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.message.AppendId;
import dev.holdfast.time.ManualTimer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A back end that is at times refusing, unreachable or silent, and remembers what it took. It outlives the
/// processes that send to it.
final class SimulatedBackEnd {

    /// A message that it never takes.
    static final String POISON = "poison";

    private final ManualTimer timer;
    private final RandomGenerator random;
    private final List<String> taken = new ArrayList<>();
    private final List<Send> sends = new ArrayList<>();
    private final Set<AppendId> known = new HashSet<>();
    private final Manner manner;
    private boolean healthy;
    private boolean down;

    /// In which manner it fails.
    enum Manner {
        /// At any send, whatever was before.
        ERRATIC,
        /// In outages, in which every send fails in one way or another, also with an answer that could speak of
        /// the message.
        OUTAGES,
        /// In outages, in which every failure says that it is down.
        CLEAR_OUTAGES
    }

    /// One send.
    ///
    /// @param at when it began
    /// @param id of the message
    /// @param attempt as the sender counts
    /// @param body of the message
    /// @param outcome what came of it
    record Send(Instant at, AppendId id, int attempt, String body, Outcome outcome) {}

    /// What came of a send.
    enum Outcome {
        /// It was taken, and the answer said so.
        ANSWERED_TAKEN,
        /// It was taken, and no answer came.
        SILENTLY_TAKEN,
        /// It was not taken.
        NOT_TAKEN
    }

    SimulatedBackEnd(ManualTimer timer, RandomGenerator random, Manner manner) {
        this.timer = timer;
        this.random = random;
        this.manner = manner;
    }

    /// An outage begins or ends.
    void setDown(boolean newDown) {
        down = newDown;
    }

    /// From now on it takes everything.
    void heal() {
        healthy = true;
        down = false;
    }

    /// The bodies of what it took, in the order in which each came first.
    List<String> taken() {
        return List.copyOf(taken);
    }

    List<Send> sends() {
        return List.copyOf(sends);
    }

    /// What a process sends with.
    Endpoint connect() {
        return new Client(new Circuit("backend", timer));
    }

    private final class Client implements Endpoint {

        private final Circuit circuit;

        Client(Circuit circuit) {
            this.circuit = circuit;
        }

        @Override
        public String name() {
            return "backend";
        }

        @Override
        public Circuit circuit() {
            return circuit;
        }

        @Override
        public SendResult send(Outbound outbound) {
            return take(outbound);
        }
    }

    private SendResult take(Outbound outbound) {
        Instant at = timer.instant();
        timer.pause(Duration.ofMillis(random.nextLong(30)));
        String body = new String(outbound.message().content().toByteArray(), StandardCharsets.UTF_8);
        int fate = fate(body);
        Outcome outcome = fate < 6 ? Outcome.ANSWERED_TAKEN : fate == 9 ? Outcome.SILENTLY_TAKEN : Outcome.NOT_TAKEN;
        sends.add(new Send(at, outbound.id(), outbound.attempt(), body, outcome));
        if (outcome != Outcome.NOT_TAKEN && known.add(outbound.id())) {
            taken.add(body);
        }
        SendResult result = switch (outcome) {
            case ANSWERED_TAKEN -> ScriptedEndpoint.delivered();
            case SILENTLY_TAKEN -> ScriptedEndpoint.inDoubt();
            case NOT_TAKEN -> refusal(fate);
        };
        timer.pause(Duration.ofMillis(random.nextLong(30)));
        return result;
    }

    /// Below 6 it is taken; 6 to 8 it is not; 9 it is, and nobody hears of it.
    private int fate(String body) {
        if (body.equals(POISON) && !down) {
            return 6;
        }
        return switch (manner) {
            case ERRATIC -> healthy ? 0 : random.nextInt(10);
            case OUTAGES -> down ? 6 + random.nextInt(4) : 0;
            case CLEAR_OUTAGES -> down ? 7 + random.nextInt(3) : 0;
        };
    }

    private SendResult refusal(int fate) {
        return switch (fate) {
            case 8 -> ScriptedEndpoint.notSent();
            case 6 -> ScriptedEndpoint.refused(manner == Manner.ERRATIC ? 503 : 500);
            default -> ScriptedEndpoint.refused(503);
        };
    }
}
