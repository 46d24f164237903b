// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// A simulated clock, and the threads that live in its time. One thread runs at a time, until it waits or ends;
/// time stands still while one can run, and jumps to the next wake-up when none can. The thread that made the
/// timer (the test) drives it: whenever it waits here itself, everything else goes on.
///
/// With a random generator, the next thread to run is drawn from it: the same seed gives the same run.
public final class ManualTimer implements Timer {

    /// Where time begins.
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private static final int MOST_STEPS_AT_ONE_INSTANT = 200_000;

    private final Optional<RandomGenerator> choice;
    private final Thread driver = Thread.currentThread();
    private final Map<Thread, SimulatedThread> byThread = new ConcurrentHashMap<>();
    private final Semaphore changes = new Semaphore(0);

    private final Object state = new Object();
    private final List<SimulatedThread> threads = new ArrayList<>();
    private final Set<TimedTask> tasks = new HashSet<>();
    private final List<Throwable> failures = new ArrayList<>();
    private volatile Instant now = START;
    private int stepsAtThisInstant;
    private long created;

    /// Threads that can run do so in the order of their creation.
    public ManualTimer() {
        this.choice = Optional.empty();
    }

    /// @param choice draws which of the threads that can run is the next
    public ManualTimer(RandomGenerator choice) {
        this.choice = Optional.of(choice);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Task at(Instant when, Runnable task) {
        synchronized (state) {
            TimedTask timed = new TimedTask(when, task, created++);
            tasks.add(timed);
            return () -> {
                synchronized (state) {
                    tasks.remove(timed);
                }
            };
        }
    }

    @Override
    public Waiter newWaiter() {
        return new ManualWaiter();
    }

    @Override
    public Thread start(String name, Runnable body) {
        synchronized (state) {
            SimulatedThread simulated = new SimulatedThread(name, body);
            byThread.put(simulated.thread, simulated);
            threads.add(simulated);
            simulated.thread.start();
            return simulated.thread;
        }
    }

    /// Lets the calling thread wait; a wait of zero lets others go first.
    public void pause(Duration duration) {
        try {
            newWaiter().await(now.plus(duration));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Lets time pass, with all that happens in it.
    public void advance(Duration duration) {
        Instant target = now.plus(duration);
        runReady();
        while (nextWakeUp().isPresent() && !nextWakeUp().get().isAfter(target)) {
            jumpTo(nextWakeUp().get());
            runReady();
        }
        jumpTo(target);
    }

    /// Lets everything run that can run now; time stands still.
    public void settle() {
        runReady();
    }

    /// Lets time pass until the condition holds.
    ///
    /// @throws AssertionError when it does not hold after that time
    public void runUntil(String what, BooleanSupplier condition, Duration limit) {
        Instant deadline = now.plus(limit);
        while (!condition.getAsBoolean()) {
            if (step()) {
                continue;
            }
            Instant next = nextWakeUp().orElse(Instant.MAX);
            if (next.isAfter(deadline)) {
                throw new AssertionError("did not happen within " + limit + ": " + what + "; " + describe());
            }
            jumpTo(next);
        }
    }

    /// All threads and tasks end as in a SIGKILL: none of them runs another instruction, no block of theirs is
    /// left in order.
    public void kill() {
        synchronized (state) {
            threads.forEach(simulated -> simulated.phase = Phase.KILLED);
            threads.clear();
            tasks.clear();
        }
    }

    /// The names of the threads that have not ended, with what they do.
    public List<String> alive() {
        synchronized (state) {
            return threads.stream().map(SimulatedThread::toString).toList();
        }
    }

    private enum Phase {
        READY,
        RUNNING,
        WAITING,
        KILLED
    }

    private record TimedTask(Instant when, Runnable task, long number) {}

    /// A thread that runs when it is its turn.
    private final class SimulatedThread {

        private final String name;
        private final Thread thread;
        private volatile Phase phase = Phase.READY;
        private volatile boolean turn;
        private volatile boolean interrupted;
        private volatile Instant until = Instant.MAX;
        private volatile ManualWaiter waiter = new ManualWaiter();

        SimulatedThread(String name, Runnable body) {
            this.name = name;
            this.thread = Thread.ofVirtual().name(name).unstarted(() -> run(body));
        }

        private void run(Runnable body) {
            awaitTurn();
            try {
                body.run();
            } catch (RuntimeException | Error e) {
                synchronized (state) {
                    failures.add(e);
                }
            } finally {
                synchronized (state) {
                    threads.remove(this);
                }
                byThread.remove(thread);
                changes.release();
            }
        }

        boolean await(ManualWaiter newWaiter, Instant newUntil) throws InterruptedException {
            synchronized (state) {
                if (phase != Phase.KILLED) {
                    waiter = newWaiter;
                    until = newUntil;
                    phase = Phase.WAITING;
                }
            }
            changes.release();
            awaitTurn();
            if (interrupted || thread.isInterrupted()) {
                interrupted = false;
                Thread.interrupted();
                throw new InterruptedException(name);
            }
            return newWaiter.takeSignal();
        }

        /// An interrupt is remembered before its flag is cleared, so that the driver never misses it.
        private void awaitTurn() {
            while (!turn) {
                java.util.concurrent.locks.LockSupport.park(this);
                if (thread.isInterrupted()) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
            turn = false;
        }

        boolean canRun() {
            return phase == Phase.READY
                    || (phase == Phase.WAITING
                            && (waiter.signalled || !until.isAfter(now) || interrupted || thread.isInterrupted()));
        }

        boolean isBlocked() {
            return switch (thread.getState()) {
                case WAITING, TIMED_WAITING -> true;
                case NEW, RUNNABLE, BLOCKED, TERMINATED -> false;
            };
        }

        @Override
        public String toString() {
            return name + " " + phase + (phase == Phase.WAITING ? " until " + until : "");
        }
    }

    private final class ManualWaiter implements Waiter {

        private volatile boolean signalled;

        @Override
        public boolean await(Instant until) throws InterruptedException {
            SimulatedThread simulated = byThread.get(Thread.currentThread());
            return simulated == null ? driveUntilSignalled(this, until) : simulated.await(this, until);
        }

        @Override
        public void signal() {
            signalled = true;
        }

        boolean takeSignal() {
            boolean was = signalled;
            signalled = false;
            return was;
        }
    }

    private boolean driveUntilSignalled(ManualWaiter waiter, Instant until) {
        while (!waiter.signalled && now.isBefore(until)) {
            if (!step()) {
                Instant next = nextWakeUp().orElse(Instant.MAX);
                Instant target = next.isBefore(until) ? next : until;
                if (target.equals(Instant.MAX)) {
                    throw new AssertionError("the test waits for ever: " + describe());
                }
                jumpTo(target);
            }
        }
        return waiter.takeSignal();
    }

    private void runReady() {
        boolean any = true;
        while (any) {
            any = step();
        }
    }

    /// Lets one thread run until it waits or ends.
    private boolean step() {
        if (!Thread.currentThread().equals(driver)) {
            throw new IllegalStateException("this timer is driven by " + driver + ", its threads are started by it");
        }
        awaitRunning();
        startDueTasks();
        Optional<SimulatedThread> next = next();
        if (next.isEmpty()) {
            return false;
        }
        if (++stepsAtThisInstant > MOST_STEPS_AT_ONE_INSTANT) {
            throw new AssertionError("time does not go on: " + describe());
        }
        SimulatedThread simulated = next.get();
        simulated.phase = Phase.RUNNING;
        simulated.turn = true;
        java.util.concurrent.locks.LockSupport.unpark(simulated.thread);
        awaitRunning();
        throwFailures();
        return true;
    }

    private Optional<SimulatedThread> next() {
        synchronized (state) {
            List<SimulatedThread> ready =
                    threads.stream().filter(SimulatedThread::canRun).toList();
            if (ready.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    ready.get(choice.map(random -> random.nextInt(ready.size())).orElse(0)));
        }
    }

    /// Waits until no thread runs any more. One that waits for a
    /// [java.util.concurrent.locks.Lock] whose owner waits counts as waiting; owners of monitors must not wait.
    private void awaitRunning() {
        int looks = 0;
        while (isAnyRunning()) {
            if (acquireChange()) {
                looks = 0;
            } else {
                looks = isEachRunningBlocked() ? looks + 1 : 0;
                if (looks > 2) {
                    return;
                }
            }
        }
    }

    private boolean acquireChange() {
        try {
            return changes.tryAcquire(300, TimeUnit.MICROSECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("the driver was interrupted", e);
        }
    }

    private boolean isAnyRunning() {
        synchronized (state) {
            return threads.stream().anyMatch(simulated -> simulated.phase == Phase.RUNNING);
        }
    }

    private boolean isEachRunningBlocked() {
        synchronized (state) {
            return threads.stream()
                    .filter(simulated -> simulated.phase == Phase.RUNNING)
                    .allMatch(SimulatedThread::isBlocked);
        }
    }

    private void startDueTasks() {
        List<TimedTask> due;
        synchronized (state) {
            due = tasks.stream()
                    .filter(task -> !task.when.isAfter(now))
                    .sorted(java.util.Comparator.comparing(TimedTask::when).thenComparingLong(TimedTask::number))
                    .toList();
            due.forEach(tasks::remove);
        }
        due.forEach(task -> start("task", task.task));
    }

    private Optional<Instant> nextWakeUp() {
        synchronized (state) {
            return java.util.stream.Stream.concat(
                            tasks.stream().map(TimedTask::when),
                            threads.stream()
                                    .filter(simulated -> simulated.phase == Phase.WAITING)
                                    .map(simulated -> simulated.until)
                                    .filter(until -> until.isBefore(Instant.MAX)))
                    .min(java.util.Comparator.naturalOrder());
        }
    }

    private void jumpTo(Instant target) {
        if (target.isAfter(now)) {
            now = target;
            stepsAtThisInstant = 0;
        }
    }

    private void throwFailures() {
        synchronized (state) {
            if (!failures.isEmpty()) {
                AssertionError error = new AssertionError("a thread ended with an exception", failures.getFirst());
                failures.stream().skip(1).forEach(error::addSuppressed);
                failures.clear();
                throw error;
            }
        }
    }

    private String describe() {
        return "at " + now + " there are " + alive();
    }
}
