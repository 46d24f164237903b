// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// Counts what goes on in a listener and keeps the numbers below their limits. Thread-safe.
final class Traffic {

    private static final int STATUS_CLASSES = 6;

    private final ListenerSettings.Limits limits;
    private final List<LongAdder> answers =
            Stream.generate(LongAdder::new).limit(STATUS_CLASSES).toList();
    private final Map<Refusal, LongAdder> refused = new ConcurrentHashMap<>();
    private final LongAdder unanswered = new LongAdder();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong bodyBytes = new AtomicLong();

    Traffic(ListenerSettings.Limits limits) {
        this.limits = limits;
    }

    ListenerCounts counts() {
        Map<Integer, Long> answersByClass = new HashMap<>();
        for (int i = 1; i < STATUS_CLASSES; i++) {
            answersByClass.put(i, answers.get(i).sum());
        }
        Map<Refusal, Long> refusedByReason = new EnumMap<>(Refusal.class);
        for (Refusal refusal : Refusal.values()) {
            refusedByReason.put(refusal, adder(refusal).sum());
        }
        return new ListenerCounts(
                answersByClass, unanswered.sum(), refusedByReason, requests.get(), bodyBytes.get(), connections.get());
    }

    void answered(int status) {
        answers.get(Math.clamp(status / 100, 1, STATUS_CLASSES - 1)).increment();
    }

    private LongAdder adder(Refusal refusal) {
        return refused.computeIfAbsent(refusal, _ -> new LongAdder());
    }

    void unanswered() {
        unanswered.increment();
    }

    /// Counts the refusal and its answer.
    void refused(Refusal refusal) {
        adder(refusal).increment();
        answered(refusal.status());
    }

    /// Counts one connection more, whatever the limit.
    ///
    /// @return whether it is within the limit
    boolean opened() {
        return connections.incrementAndGet() <= limits.connections();
    }

    void closed() {
        connections.decrementAndGet();
    }

    /// Counts a request from the end of its head on.
    void begin() throws RefusedException {
        if (requests.incrementAndGet() > limits.requests()) {
            requests.decrementAndGet();
            throw new RefusedException(Refusal.TOO_MANY_REQUESTS);
        }
    }

    void end() {
        requests.decrementAndGet();
    }

    /// The room that one body takes; nothing yet.
    Room newRoom() {
        return new Room();
    }

    /// What one request has of the room for bodies. Used by one thread.
    final class Room implements AutoCloseable {

        private long taken;

        private Room() {}

        /// Takes as much, over what it has already, or gives back what is more than that.
        void resizeTo(long bytes) throws RefusedException {
            long more = bytes - taken;
            if (bodyBytes.addAndGet(more) > limits.bodiesInFlightBytes() && more > 0) {
                bodyBytes.addAndGet(-more);
                throw new RefusedException(Refusal.TOO_MANY_BYTES);
            }
            taken = bytes;
        }

        /// Has another body in place of the one before, whatever the limit: it is there already.
        void changeTo(long bytes) {
            bodyBytes.addAndGet(bytes - taken);
            taken = bytes;
        }

        /// Gives it back.
        @Override
        public void close() {
            bodyBytes.addAndGet(-taken);
            taken = 0;
        }
    }
}
