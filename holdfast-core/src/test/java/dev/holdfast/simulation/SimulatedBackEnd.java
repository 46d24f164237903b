// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.simulation;

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
final class SimulatedBackEnd implements Endpoint {

    private final ManualTimer timer;
    private final RandomGenerator random;
    private final List<String> taken = new ArrayList<>();
    private final List<Send> sends = new ArrayList<>();
    private final Set<AppendId> known = new HashSet<>();
    private boolean healthy;

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

    SimulatedBackEnd(ManualTimer timer, RandomGenerator random) {
        this.timer = timer;
        this.random = random;
    }

    /// From now on it takes everything.
    void heal() {
        healthy = true;
    }

    /// The bodies of what it took, in the order in which each came first.
    List<String> taken() {
        return List.copyOf(taken);
    }

    List<Send> sends() {
        return List.copyOf(sends);
    }

    @Override
    public String name() {
        return "backend";
    }

    @Override
    public SendResult send(Outbound outbound) {
        Instant at = timer.instant();
        timer.pause(Duration.ofMillis(random.nextLong(30)));
        int fate = healthy ? 0 : random.nextInt(10);
        String body = new String(outbound.message().content().toByteArray(), StandardCharsets.UTF_8);
        Outcome outcome = fate < 6 ? Outcome.ANSWERED_TAKEN : fate > 8 ? Outcome.SILENTLY_TAKEN : Outcome.NOT_TAKEN;
        sends.add(new Send(at, outbound.id(), outbound.attempt(), body, outcome));
        if (outcome != Outcome.NOT_TAKEN && known.add(outbound.id())) {
            taken.add(body);
        }
        SendResult result = switch (outcome) {
            case ANSWERED_TAKEN -> ScriptedEndpoint.delivered();
            case SILENTLY_TAKEN -> ScriptedEndpoint.inDoubt();
            case NOT_TAKEN -> fate == 8 ? ScriptedEndpoint.notSent() : ScriptedEndpoint.refused(503);
        };
        timer.pause(Duration.ofMillis(random.nextLong(30)));
        return result;
    }
}
