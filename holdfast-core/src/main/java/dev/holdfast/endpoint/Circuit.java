// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoint;

import dev.holdfast.message.AppendId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// What is known of whether an endpoint is up, from all that is sent to it, whoever sends: message processors
/// and flows. It tells a back end that is down from a message that the back end does not take. Kept in memory;
/// thread-safe.
///
/// It is up until a send says that it is down ([Sign#DOWN]), or until several messages in a row are refused
/// ([Sign#REFUSAL]) and none passes in between. While it is down, one message in each interval may be sent as a
/// probe. Whatever passes brings it up again.
public final class Circuit {

    private static final Logger LOGGER = System.getLogger(Circuit.class.getName());

    /// So many messages in a row, each refused, are not to blame themselves.
    private static final int TELLING = 3;

    private static final int MOST_REMEMBERED = 1_000;

    /// Answers that say that an endpoint is down, where nothing else is said.
    public static final Set<Integer> DOWN_STATUS = Set.of(408, 429, 502, 503, 504);

    private final String name;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<AppendId> refused = new HashSet<>();
    private final Map<AppendId, Long> passedBeforeFailure = new LinkedHashMap<>();
    private State state = new State.Up();
    private long passed;

    /// Whether anything is remembered that the next message that passes would change. Most endpoints are well
    /// most of the time, and nobody waits for the lock then.
    private volatile boolean troubled;

    /// Whether messages are sent.
    public sealed interface State {

        /// All is well, as far as is known.
        record Up() implements State {}

        /// Nothing passes.
        ///
        /// @param since when
        /// @param nextProbeAt when a message may be sent to see whether it is up again
        record Down(Instant since, Instant nextProbeAt) implements State {}
    }

    /// What a failed send says.
    public enum Sign {
        /// The endpoint does not work: nobody answered, or the answer says so.
        DOWN,
        /// The endpoint answered that it does not take this message.
        REFUSAL
    }

    /// What failed: the message or the endpoint.
    public enum Blame {
        /// The message: others have passed since it failed before, and the endpoint was up when it was sent
        /// again.
        MESSAGE,
        /// That is not known; nothing has passed since.
        UNKNOWN
    }

    /// Whether a message may be sent.
    public sealed interface Admission {

        /// It may.
        ///
        /// @param probe whether that is to see whether the endpoint is up again
        record Admitted(boolean probe) implements Admission {}

        /// Another one is the probe of this interval.
        record Held(Instant until) implements Admission {}
    }

    /// @param name of the endpoint
    public Circuit(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
    }

    /// Whether messages are sent.
    public State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /// Whether a message may be sent now. The answer counts: the next probe has to wait for its interval.
    ///
    /// @param probeInterval between two probes
    public Admission admit(Duration probeInterval) {
        if (!troubled) {
            return new Admission.Admitted(false);
        }
        lock.lock();
        try {
            if (!(state instanceof State.Down(Instant since, Instant nextProbeAt))) {
                return new Admission.Admitted(false);
            }
            Instant now = clock.instant();
            if (nextProbeAt.isAfter(now)) {
                return new Admission.Held(nextProbeAt);
            }
            state = new State.Down(since, now.plus(probeInterval));
            return new Admission.Admitted(true);
        } finally {
            lock.unlock();
        }
    }

    /// A message arrived.
    public void passed(AppendId id) {
        if (!troubled) {
            return;
        }
        lock.lock();
        try {
            passed++;
            refused.clear();
            passedBeforeFailure.remove(id);
            if (state instanceof State.Down(Instant since, Instant _)) {
                LOGGER.log(Level.INFO, "Endpoint [{0}] is up again; it was down since {1}", name, since);
                state = new State.Up();
            }
            troubled = !passedBeforeFailure.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// A message did not arrive.
    ///
    /// @param probe whether the endpoint was known to be down when it was sent
    /// @param nextProbeAt when to try again, should the endpoint be down
    public Blame failed(AppendId id, Sign sign, boolean probe, Instant nextProbeAt) {
        lock.lock();
        try {
            troubled = true;
            Long before = passedBeforeFailure.remove(id);
            passedBeforeFailure.put(id, passed);
            if (passedBeforeFailure.size() > MOST_REMEMBERED) {
                passedBeforeFailure.remove(
                        passedBeforeFailure.keySet().iterator().next());
            }
            if (!probe && before != null && passed > before) {
                return Blame.MESSAGE;
            }
            suspect(id, sign, nextProbeAt);
            return Blame.UNKNOWN;
        } finally {
            lock.unlock();
        }
    }

    /// Somebody sent a message who does not ask whether it is up. An answer that tells nothing about that is
    /// left out.
    public void observed(AppendId id, SendResult result) {
        switch (result) {
            case SendResult.Delivered _ -> passed(id);
            case SendResult.Refused(var response) when DOWN_STATUS.contains(response.status()) -> sawDown(id);
            case SendResult.NotSent _, SendResult.InDoubt _ -> sawDown(id);
            case SendResult.Refused _, SendResult.Suspended _ -> {}
        }
    }

    private void sawDown(AppendId id) {
        lock.lock();
        try {
            suspect(id, Sign.DOWN, clock.instant());
        } finally {
            lock.unlock();
        }
    }

    private void suspect(AppendId id, Sign sign, Instant nextProbeAt) {
        troubled = true;
        if (refused.size() < TELLING) {
            refused.add(id);
        }
        if (state instanceof State.Down(Instant since, Instant planned)) {
            state = new State.Down(since, planned.isAfter(nextProbeAt) ? planned : nextProbeAt);
        } else if (sign == Sign.DOWN || refused.size() >= TELLING) {
            LOGGER.log(Level.WARNING, "Endpoint [{0}] is down", name);
            state = new State.Down(clock.instant(), nextProbeAt);
        }
    }
}
