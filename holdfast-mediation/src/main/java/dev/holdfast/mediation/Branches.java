// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.time.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The copies of one request that run beside it, each on a virtual thread of its own, and the groups in which some
/// of them wait for others. A request is answered when all of them have ended, or have nothing to add. Thread-safe.
public final class Branches {

    private final int limit;
    private final AtomicInteger count = new AtomicInteger();
    private final Timer.Waiter groupOver;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Set<Progress> running = new HashSet<>();
    private final Set<MessageGroup> groups = new HashSet<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private boolean answered;

    Branches(Services services) {
        this.limit = services.settings().branchLimit();
        this.groupOver = services.timer().newWaiter();
    }

    /// Makes sure that so many more may come.
    ///
    /// @throws MediationException when there would be too many
    public void reserve(int more) {
        if (count.addAndGet(more) > limit) {
            count.addAndGet(-more);
            throw new MediationException(
                    ErrorCodes.GENERIC,
                    "one request became more than " + limit + " messages; the setting limits.branches allows more");
        }
    }

    /// Runs a branch beside the others, and returns at once the thread that runs it.
    ///
    /// @param branch whose progress says afterwards how it ended, whatever happens
    public Thread start(Exchange branch, Mediator steps) {
        return start(branch, steps, () -> {});
    }

    /// Runs a branch beside the others, and returns at once the thread that runs it.
    ///
    /// @param branch whose progress says afterwards how it ended, whatever happens
    /// @param afterwards what happens on that thread before the branch counts as ended
    Thread start(Exchange branch, Mediator steps, Runnable afterwards) {
        locked(() -> running.add(branch.progress()));
        Runnable work = () -> run(branch, steps, afterwards);
        Optional<WorkRoom.Account> account = WorkRoom.current();
        return Thread.ofVirtual()
                .name("branch-" + branch.flowId())
                .start(() -> account.ifPresentOrElse(room -> room.run(work), work));
    }

    private void run(Exchange branch, Mediator steps, Runnable afterwards) {
        try {
            branch.progress().begun();
            WorkRoom.part(() -> FlowRunner.runBranch(branch, steps), branch.progress()::isReplied);
            branch.progress().ended();
        } finally {
            afterwards.run();
            locked(() -> running.remove(branch.progress()));
            abandonWhatIsLeft();
        }
    }

    /// Says what happens when the flow and all its branches have ended.
    public void atEnd(Runnable action) {
        locked(() -> atEnd.add(action));
    }

    /// A message of this flow waits in a group.
    void waitFor(MessageGroup group) {
        locked(() -> groups.add(group));
    }

    /// Nothing of this flow waits in the group any more.
    void waitNoMore(MessageGroup group) {
        locked(() -> groups.remove(group));
        groupOver.signal();
    }

    /// Waits until all branches have ended, and those that they began, and no group has a message of this flow. A
    /// group to which only this flow can add has all that it will ever have when nothing runs any more. When the
    /// client has been replied to, parts of what has been gathered meanwhile are not waited for.
    ///
    /// @throws InterruptedException when this thread is interrupted meanwhile
    void awaitAll(Progress request) throws InterruptedException {
        try {
            List<MessageGroup> waiting = awaitRunning(request);
            while (!waiting.isEmpty()) {
                List<MessageGroup> own =
                        waiting.stream().filter(MessageGroup::isOfOneFlow).toList();
                if (own.isEmpty()) {
                    groupOver.await(Instant.MAX);
                }
                own.forEach(MessageGroup::nothingMoreComes);
                waiting = awaitRunning(request);
            }
        } finally {
            locked(() -> answered = true);
            abandonWhatIsLeft();
        }
    }

    /// Waits until no branch runs that matters.
    ///
    /// @return the groups that matter
    private List<MessageGroup> awaitRunning(Progress request) throws InterruptedException {
        List<MessageGroup> waiting;
        lock.lockInterruptibly();
        try {
            while (!running.isEmpty()
                    && !(request.isReplied() && running.stream().allMatch(Progress::isReleased))) {
                ended.await();
            }
            waiting = new ArrayList<>(groups);
        } finally {
            lock.unlock();
        }
        waiting.removeIf(group -> request.isReplied() && group.isReleased());
        return waiting;
    }

    /// Groups in which parts wait that nobody waits for end with the flow.
    private void abandonWhatIsLeft() {
        List<MessageGroup> left = new ArrayList<>();
        List<Runnable> actions = new ArrayList<>();
        locked(() -> {
            if (answered && running.isEmpty()) {
                left.addAll(groups);
                groups.clear();
                actions.addAll(atEnd);
                atEnd.clear();
            }
        });
        actions.forEach(Runnable::run);
        left.stream().filter(MessageGroup::isOfOneFlow).forEach(MessageGroup::abandon);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
