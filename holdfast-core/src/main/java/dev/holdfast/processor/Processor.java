// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.Change;
import dev.holdfast.ledger.Journal;
import dev.holdfast.processor.ProcessorStatus.Cause;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Takes messages out of a store while it is active. Knows its state, keeps it over restarts, and comes back by
/// itself after it has given up, unless a person deactivated it. Thread-safe; one change of state at a time,
/// each finished before the next begins.
public final class Processor {

    private static final Logger LOGGER = System.getLogger(Processor.class.getName());

    private final Identity identity;
    private final Activation activation;
    private final Journal journal;
    private final Timer timer;
    private final WorkerFactory workers;

    private final ReentrantLock transition = new ReentrantLock();
    private volatile ProcessorStatus status;
    private boolean running;
    private @Nullable Worker worker;
    private Timer.@Nullable Task probe;

    /// What a processor is called, and where it takes messages from.
    ///
    /// @param name unique among processors
    /// @param store the name of its store
    public record Identity(String name, String store) {}

    /// When a processor is active.
    ///
    /// @param initially at its first deployment; afterwards its last state counts
    /// @param reactivateAfter how long after it has given up it becomes active by itself; zero: never
    /// @param stopWithin how long a deactivation waits for messages in flight
    public record Activation(boolean initially, Duration reactivateAfter, Duration stopWithin) {}

    /// Makes what an activation runs.
    interface WorkerFactory {

        /// A worker for one activation.
        ///
        /// @param activation the number of the activation
        /// @param giveUp how the worker says that it wants the processor deactivated
        Worker create(long activation, GiveUp giveUp);
    }

    /// How a worker says that it gives up. Returns at once.
    interface GiveUp {

        /// The worker wants the processor deactivated.
        ///
        /// @param reason in one line
        /// @param afterwards what to do when nothing of the processor is in flight any more
        void because(String reason, Runnable afterwards);
    }

    /// @param journal where the state is kept
    Processor(Identity identity, Activation activation, Journal journal, Timer timer, WorkerFactory workers) {
        this.identity = identity;
        this.activation = activation;
        this.journal = journal;
        this.timer = timer;
        this.workers = workers;
        this.status = remembered().orElseGet(() -> ProcessorStatus.initial(activation.initially(), timer.instant()));
    }

    /// The name by which artifacts and operators refer to it.
    public String name() {
        return identity.name();
    }

    /// The name of the store that it takes messages from.
    public String store() {
        return identity.store();
    }

    /// Its state now.
    public ProcessorStatus status() {
        return status;
    }

    /// Begins: takes messages if its state is active, and waits for its next probe otherwise.
    public void start() {
        inTransition(() -> {
            if (running) {
                return;
            }
            running = true;
            if (status.isActive()) {
                startWorker();
            } else {
                scheduleProbe();
            }
        });
    }

    /// Takes messages again, with a new round of attempts for each. No effect on an active processor.
    public void activate() {
        inTransition(() -> {
            if (!status.isActive()) {
                LOGGER.log(Level.INFO, "Message processor [{0}] is activated", name());
                activate(Cause.OPERATOR);
            }
        });
    }

    /// Takes no more messages until [#activate].
    ///
    /// When this returns, nothing of this processor is in flight any more, and its consumer is closed.
    public void deactivate() {
        inTransition(() -> {
            change(status.deactivated(Cause.OPERATOR, "deactivated by an operator", timer.instant(), Optional.empty()));
            LOGGER.log(Level.INFO, "Message processor [{0}] is deactivated by an operator", name());
            stopWorker(activation.stopWithin());
        });
    }

    /// Ends, without a change of state: the next start goes on.
    ///
    /// @param within how long to wait for messages in flight
    public void stop(Duration within) {
        inTransition(() -> {
            running = false;
            stopWorker(within);
        });
    }

    /// A probe that was already on its way when somebody changed the state comes too late.
    private void probe(ProcessorStatus scheduledIn) {
        inTransition(() -> {
            if (running && status.equals(scheduledIn)) {
                LOGGER.log(
                        Level.INFO,
                        "Message processor [{0}] is activated by itself, to see whether its target is back",
                        name());
                activate(Cause.PROCESSOR);
            }
        });
    }

    private void activate(Cause cause) {
        change(status.activated(cause, timer.instant()));
        if (running) {
            stopWorker(Duration.ZERO);
            startWorker();
        }
    }

    private void giveUp(long ofActivation, String reason, Runnable afterwards) {
        AtomicBoolean done = new AtomicBoolean();
        inTransition(() -> {
            if (running && status.isActive() && status.activation() == ofActivation) {
                becomeDeactivated(reason);
                done.set(true);
            }
        });
        if (done.get()) {
            afterwards.run();
        }
    }

    private void becomeDeactivated(String reason) {
        Instant now = timer.instant();
        Duration pause = activation.reactivateAfter();
        Optional<Instant> next = pause.isZero() ? Optional.empty() : Optional.of(now.plus(pause));
        change(status.deactivated(Cause.PROCESSOR, reason, now, next));
        LOGGER.log(
                Level.ERROR,
                "Message processor [{0}] is deactivated: {1}. {2} messages wait in store [{3}]. {4}To activate it now:"
                        + " POST /management/message-processors with its name and status active",
                name(),
                reason,
                journal.balance(store()).outstanding(),
                store(),
                next.map(at -> "It tries again by itself at " + at + ". ").orElse(""));
        stopWorker(activation.stopWithin());
        scheduleProbe();
    }

    private void startWorker() {
        long number = status.activation();
        Worker started = workers.create(
                number,
                (reason, afterwards) -> timer.start("deactivate-" + name(), () -> giveUp(number, reason, afterwards)));
        worker = started;
        started.start();
    }

    private void stopWorker(Duration within) {
        if (probe != null) {
            probe.cancel();
            probe = null;
        }
        if (worker != null) {
            worker.stop(timer.instant().plus(within));
            worker = null;
        }
    }

    private void scheduleProbe() {
        ProcessorStatus current = status;
        current.nextProbeAt().ifPresent(at -> probe = timer.at(at, () -> probe(current)));
    }

    private void change(ProcessorStatus next) {
        journal.commit(List.of(new Change.SetState(stateKey(), next.toText())), Journal.Sync.KILL_SAFE);
        status = next;
    }

    private Optional<ProcessorStatus> remembered() {
        try {
            return journal.state(stateKey()).map(ProcessorStatus::parse);
        } catch (IllegalArgumentException e) {
            LOGGER.log(Level.WARNING, "Message processor [{0}] begins anew: {1}", name(), e.getMessage());
            return Optional.empty();
        }
    }

    private String stateKey() {
        return "processor/" + name();
    }

    private void inTransition(Runnable change) {
        transition.lock();
        try {
            change.run();
        } finally {
            transition.unlock();
        }
    }
}
