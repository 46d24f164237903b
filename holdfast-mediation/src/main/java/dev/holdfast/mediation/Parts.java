// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Copies of a message that run inside one of its steps, which goes on with what has become of them. They have the
/// handlers of faults that stand inside the step; what those do not handle is a fault of the step. For one use.
public final class Parts {

    private final Exchange parent;
    private final Terms terms;
    private final Split split;
    private final List<Part> parts = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Optional<Outcome>> outcomes = new ArrayList<>();
    private boolean late;

    /// How the copies run, and when the step goes on.
    ///
    /// @param parallel all at once, else one after the other
    /// @param min go on with so many that have come to their end; 0 for no word
    /// @param max go on with so many that have come to their end; 0 for no word
    /// @param timeout after this time go on with those that have
    public record Terms(boolean parallel, int min, int max, Optional<Duration> timeout) {

        /// All of them, however long it takes.
        public static Terms all(boolean parallel) {
            return new Terms(parallel, 0, 0, Optional.empty());
        }

        private boolean isEnough(long arrived) {
            return (min > 0 && arrived >= min) || (max > 0 && arrived >= max);
        }
    }

    /// A copy and its steps.
    private record Part(Exchange exchange, Mediator steps) {}

    /// What has become of a part.
    sealed interface Outcome {

        /// It has come to the end of its steps.
        record Arrived() implements Outcome {}

        /// It has ended before: dropped, answered, or handled by a handler of faults.
        record Ended() implements Outcome {}

        /// It has failed, and no handler inside has handled that.
        record Failed(Fault fault) implements Outcome {}
    }

    /// @param parent the message
    public Parts(Exchange parent, Terms terms) {
        this.parent = parent;
        this.terms = terms;
        this.split = new Split("", "");
    }

    /// Adds a copy of the message.
    ///
    /// @return the copy, to be made different before [#run]
    public Exchange add(Mediator steps) {
        Exchange part = parent.part();
        part.progress().partOf(split);
        parts.add(new Part(part, steps));
        outcomes.add(Optional.empty());
        return part;
    }

    /// Runs all of them.
    ///
    /// @return for each its message, if it has come to its end in time
    /// @throws MediationException when so many have failed or ended before that the terms cannot be met
    public List<Optional<Exchange>> run() {
        if (terms.parallel) {
            runAtOnce();
        } else {
            runInTurn();
        }
        List<Optional<Outcome>> now = snapshot();
        parent.progress().gathered(split);
        requireEnough(now);
        noteMissing(arrived(now));
        List<Optional<Exchange>> results = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Exchange exchange = parts.get(i).exchange;
            results.add(now.get(i)
                    .filter(outcome -> outcome instanceof Outcome.Arrived)
                    .map(arrived -> exchange));
        }
        return results;
    }

    /// Starts all of them, and lets the message go on without them. Those that fail do so for themselves.
    public void runBeside() {
        for (Part part : parts) {
            parent.branches().start(part.exchange, exchange -> {
                FlowRunner.runPart(exchange, part.steps).ifPresent(exchange.progress()::unhandled);
                return Flow.STOP;
            });
        }
    }

    private void runInTurn() {
        Instant end = terms.timeout.map(parent.now()::plus).orElse(Instant.MAX);
        for (int i = 0; i < parts.size() && !isDecided() && parent.now().isBefore(end); i++) {
            runPart(i);
        }
        late = !parent.now().isBefore(end);
    }

    private void runAtOnce() {
        Optional<Timer.Task> timer = terms.timeout.map(time ->
                parent.services().timer().at(parent.now().plus(time), () -> locked(() -> late = true)));
        for (int i = 0; i < parts.size(); i++) {
            int index = i;
            parent.branches().start(parts.get(i).exchange, exchange -> {
                runPart(index);
                return Flow.STOP;
            });
        }
        lock.lock();
        try {
            while (!isDecided() && !late) {
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MediationException(ErrorCodes.GENERIC, "the flow was interrupted", Fault.Kind.OTHER, e);
        } finally {
            lock.unlock();
            timer.ifPresent(Timer.Task::cancel);
        }
    }

    private void runPart(int index) {
        Part part = parts.get(index);
        boolean[] arrived = {false};
        Optional<Fault> fault = FlowRunner.runPart(part.exchange, exchange -> {
            arrived[0] = part.steps.mediate(exchange) == Flow.CONTINUE;
            return Flow.STOP;
        });
        Outcome outcome = fault.<Outcome>map(Outcome.Failed::new)
                .orElseGet(
                        () -> arrived[0] && !part.exchange.hasFailed() ? new Outcome.Arrived() : new Outcome.Ended());
        locked(() -> outcomes.set(index, Optional.of(outcome)));
    }

    private boolean isDecided() {
        return outcomes.stream().allMatch(Optional::isPresent) || terms.isEnough(arrived(outcomes));
    }

    private void requireEnough(List<Optional<Outcome>> now) {
        long arrived = arrived(now);
        if (terms.isEnough(arrived) || (arrived > 0 && terms.timeout.isPresent())) {
            return;
        }
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).orElse(new Outcome.Ended()) instanceof Outcome.Failed(Fault fault)) {
                parent.progress().takeOver(parts.get(i).exchange.progress());
                throw new MediationException(
                        fault.code(), fault.message(), fault.kind(), new IllegalStateException(fault.detail()));
            }
        }
        if (late || terms.min > arrived) {
            throw new MediationException(
                    ErrorCodes.GENERIC,
                    arrived + " of " + parts.size() + " parts of the message came to their end"
                            + (late ? " in time" : "") + (terms.min > 0 ? "; " + terms.min + " are needed" : ""));
        }
    }

    private void noteMissing(long arrived) {
        if (arrived < parts.size()) {
            parent.services()
                    .notes()
                    .incomplete(
                            parent.flowId(), "by a mediator, which went on with " + arrived + " of " + parts.size());
            parent.progress().dropped();
        }
        if (parts.stream().anyMatch(part -> part.exchange.isCalledOut())) {
            parent.calledOut();
        }
    }

    private static long arrived(List<Optional<Outcome>> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.orElse(new Outcome.Ended()) instanceof Outcome.Arrived)
                .count();
    }

    private List<Optional<Outcome>> snapshot() {
        List<Optional<Outcome>> copy = new ArrayList<>();
        locked(() -> copy.addAll(outcomes));
        return Collections.unmodifiableList(copy);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
