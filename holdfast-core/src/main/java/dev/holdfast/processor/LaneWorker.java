// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.AcknowledgeException;
import dev.holdfast.ledger.LedgerException;
import dev.holdfast.message.BodyBudget;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.processor.Processor.GiveUp;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.Unread;
import dev.holdfast.time.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs the members of a processor: each has a consumer of its own, which it opens again when it is
/// lost, and as many lanes as messages may be on their way at once. A lane is a virtual thread that takes a
/// message, sees it through, and takes the next.
final class LaneWorker implements Worker {

    private static final int SMALLEST_WINDOW = 64;
    private static final int WINDOW_PER_LANE = 8;

    private final LaneSettings settings;
    private final ProcessorContext context;
    private final Handling handling;
    private final Intake intake;
    private final long activation;
    private final GiveUp giveUp;
    private final WorkerThreads threads;
    private final List<Member> members = new ArrayList<>();

    LaneWorker(LaneSettings settings, ProcessorContext context, Handling handling, long activation, GiveUp giveUp) {
        this.settings = settings;
        this.context = context;
        this.handling = handling;
        this.intake = new Intake(context, settings.identity().store());
        this.activation = activation;
        this.giveUp = giveUp;
        this.threads = new WorkerThreads(context.timer());
        for (int i = 0; i < settings.members(); i++) {
            members.add(new Member(settings.identity().name() + "-" + i));
        }
    }

    @Override
    public void start() {
        members.forEach(member -> threads.start(member.name, member::run));
    }

    @Override
    public void stop(Instant limit) {
        threads.stop(limit, () -> members.forEach(Member::closeQueue));
    }

    /// One consumer and its lanes.
    private final class Member {

        private final String name;
        private final Pacer pacer;
        private final ConsumerSource consumers;
        private final BodyBudget.Account bodies;
        private volatile Optional<LaneQueue> queue = Optional.empty();
        private volatile boolean givenUp;

        Member(String name) {
            this.name = name;
            this.pacer = settings.pacers().apply(context.timer().instant());
            this.consumers = new ConsumerSource(context, settings.identity(), settings.reconnect(), threads);
            this.bodies = context.bodies().newAccount();
        }

        void run() throws InterruptedException {
            try {
                consumeUntilTheEnd();
            } catch (RuntimeException e) {
                unexpected(e);
            }
        }

        /// The barrier of this member: an active processor whose threads have ended would stand still
        /// unnoticed.
        private void unexpected(RuntimeException e) {
            Barrier.report("processor " + name, e);
            giveUp("unexpected error, see the log: " + e, () -> {});
        }

        /// From now on this member takes nothing, however long the deactivation takes to come.
        private void giveUp(String reason, Runnable afterwards) {
            givenUp = true;
            closeQueue();
            giveUp.because(reason, afterwards);
        }

        private void consumeUntilTheEnd() throws InterruptedException {
            int window = window();
            while (threads.areRunning() && !givenUp) {
                Optional<StoreConsumer> consumer = consumers.open(window);
                if (consumer.isEmpty()) {
                    giveUp(consumers.lastFailure(), () -> {});
                    return;
                }
                try (StoreConsumer open = consumer.get()) {
                    consume(open, window);
                }
            }
        }

        private void consume(StoreConsumer consumer, int window) throws InterruptedException {
            LaneQueue lanes =
                    new LaneQueue(consumer, new LotMaker(settings.ordering(), bodies), pacer, context.timer(), window);
            queue = Optional.of(lanes);
            if (!threads.areRunning()) {
                return;
            }
            int others = settings.ordering().concurrency() - 1;
            WorkerThreads.Group group = threads.startGroup(name + "-lane", others, () -> runLane(lanes));
            runLane(lanes);
            group.await();
            lanes.rest().forEach(lot -> lot.underWay().ifPresent(context.ledger()::released));
            lanes.failure().ifPresent(consumers::lost);
        }

        void closeQueue() {
            queue.ifPresent(LaneQueue::close);
        }

        private void runLane(LaneQueue lanes) throws InterruptedException {
            try {
                Timer.Waiter waiter = context.timer().newWaiter();
                for (Optional<Lot> lot = lanes.take(waiter); lot.isPresent(); lot = lanes.take(waiter)) {
                    process(lanes, lot.get());
                }
            } catch (StoreException | AcknowledgeException e) {
                lanes.failed(e);
            } catch (LedgerException e) {
                giveUp(String.valueOf(e.getMessage()), () -> {});
            } catch (RuntimeException e) {
                unexpected(e);
            } finally {
                lanes.close();
            }
        }

        private void process(LaneQueue lanes, Lot taken) throws InterruptedException {
            Lot lot = taken;
            boolean placed = false;
            try (BodyBudget.Share _ = bodies.take(Unread.bytesOf(lot.delivery()))) {
                switch (intake.enter(lot.delivery(), lot.underWay().isPresent())) {
                    case Intake.Entry.Settled() -> lanes.done(lot);
                    case Intake.Entry.Later(Instant until) -> lanes.hold(lot, until);
                    case Intake.Entry.Due(StoredMessage message) -> {
                        lot = lot.underWay(message.id());
                        handle(lanes, lot, message);
                    }
                }
                placed = true;
            } finally {
                if (!placed) {
                    lanes.hold(lot, Instant.MAX);
                }
            }
        }

        private void handle(LaneQueue lanes, Lot lot, StoredMessage message) {
            Handling.Then then;
            try (WorkRoom.Account work = context.memory().work().newAccount(Optional.empty())) {
                then = work.call(() -> handling.handle(lot.delivery(), message, activation));
            }
            switch (then) {
                case Handling.Then.Finished() -> lanes.done(lot);
                case Handling.Then.Hold(Instant until) -> lanes.hold(lot, until);
                case Handling.Then.GiveUp(String reason, Runnable afterwards) -> {
                    lanes.hold(lot, Instant.MAX);
                    giveUp(reason, afterwards);
                }
            }
        }
    }

    private int window() {
        return Math.max(SMALLEST_WINDOW, settings.ordering().concurrency() * WINDOW_PER_LANE);
    }
}
