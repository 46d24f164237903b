// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.AcknowledgeException;
import dev.holdfast.ledger.LedgerException;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.processor.ReplayStatus.State;
import dev.holdfast.store.Browsable;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One replay: a thread that takes what was in a store when it began, one message after the other. What was
/// accepted later stays, so that a message that fails again does not go round. Used once.
final class ReplayRun {

    private static final Logger AUDIT = System.getLogger("AUDIT_LOG");
    private static final int PAGE = 256;

    /// So many messages that stay can be held, so that they are not handed out again; then it ends.
    private static final int WINDOW = 256;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ProcessorContext context;
    private final Replayer replayer;
    private final MessageStore source;
    private final ReplayOrder order;
    private final ReplayCounts counts;
    private final WorkerThreads threads;
    private volatile ReplayStatus status;

    ReplayRun(
            ProcessorContext context, Replayer replayer, MessageStore source, ReplayOrder order, ReplayCounts counts) {
        this.context = context;
        this.replayer = replayer;
        this.source = source;
        this.order = order;
        this.counts = counts;
        this.threads = new WorkerThreads(context.timer());
        this.status = ReplayStatus.begun(order, context.timer().instant());
    }

    void start() {
        threads.start("replay of " + source.name(), this::run);
    }

    ReplayStatus status() {
        return status;
    }

    void stop(Instant limit) {
        threads.stop(limit, () -> {});
    }

    private void run() throws InterruptedException {
        State end = State.FAILED;
        String problem = "";
        try {
            if (order.selection().isAll()) {
                consume();
            } else {
                select((Browsable) source);
            }
            end = threads.areRunning() ? State.FINISHED : State.STOPPED;
        } catch (StoreException | AcknowledgeException | LedgerException | TooManyLeftException e) {
            problem = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            end = State.STOPPED;
            throw e;
        } finally {
            counts.ended(end);
            status = status.ended(end, problem, context.timer().instant());
            AUDIT.log(
                    Level.INFO,
                    "replay of store {0} {1}: {2} messages replayed, {3} left {4}",
                    source.name(),
                    end,
                    status.replayed(),
                    status.left(),
                    status.lastProblem());
        }
    }

    private void consume() throws InterruptedException {
        try (StoreConsumer consumer = source.openConsumer(WINDOW)) {
            int held = 0;
            while (goesOn()) {
                Optional<Delivery> delivery = consumer.receive(PATIENCE);
                if (delivery.isEmpty()) {
                    return;
                }
                if (isLater(delivery.get()) || !replay(delivery.get())) {
                    held++;
                }
                if (held == WINDOW && status.left() > 0) {
                    throw new TooManyLeftException(status.left());
                }
                pause();
            }
        }
    }

    private boolean isLater(Delivery delivery) {
        return delivery.received() instanceof Delivery.Received.Valid valid && isLater(valid.message());
    }

    private boolean isLater(StoredMessage message) {
        return !message.acceptedAt().isBefore(status.startedAt());
    }

    private void select(Browsable browsable) throws InterruptedException {
        Optional<AppendId> last = Optional.empty();
        List<StoredMessage> page = browsable.page(last, PAGE);
        while (!page.isEmpty() && goesOn()) {
            for (StoredMessage message : page) {
                if (!goesOn()) {
                    return;
                }
                boolean meant = order.selection().includes(message) && !isLater(message);
                if (!meant || !take(browsable, message.id())) {
                    last = Optional.of(message.id());
                }
            }
            page = browsable.page(last, PAGE);
        }
    }

    /// @return whether it has left the store
    private boolean take(Browsable browsable, AppendId id) throws InterruptedException {
        Optional<Delivery> delivery = browsable.take(id);
        if (delivery.isEmpty()) {
            ReplayResult.Left left = new ReplayResult.Left("message " + id + " is in the hands of a processor");
            counts.message(left);
            status = status.leftOne(left.reason());
            return false;
        }
        boolean done = false;
        try {
            done = replay(delivery.get());
        } finally {
            if (!done) {
                delivery.get().release();
            }
        }
        pause();
        return done;
    }

    /// @return whether it has left the store
    private boolean replay(Delivery delivery) {
        ReplayResult result;
        try {
            result = replayer.replay(source, delivery, order.target());
        } catch (StoreException e) {
            if (e.category() != StoreException.Category.REJECTED) {
                throw e;
            }
            result = new ReplayResult.Left(String.valueOf(e.getMessage()));
        }
        counts.message(result);
        return switch (result) {
            case ReplayResult.Replayed _ -> {
                status = status.replayedOne();
                yield true;
            }
            case ReplayResult.Settled() -> true;
            case ReplayResult.Left(String reason) -> {
                status = status.leftOne(reason);
                yield false;
            }
        };
    }

    private boolean goesOn() {
        return threads.areRunning() && status.replayed() < order.limit();
    }

    private void pause() throws InterruptedException {
        if (order.pause().isPositive()) {
            threads.pauseUntil(context.timer().instant().plus(order.pause()));
        }
    }

    private static final class TooManyLeftException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyLeftException(long count) {
            super(count + " messages cannot be replayed and stay; the rest was not looked at");
        }
    }
}
