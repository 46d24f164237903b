// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.AcknowledgeException;
import dev.holdfast.ledger.LedgerException;
import dev.holdfast.processor.FailoverBatch.Progress;
import dev.holdfast.processor.ForwardingSettings.Reconnect;
import dev.holdfast.processor.Processor.GiveUp;
import dev.holdfast.routing.FailoverPair;
import dev.holdfast.routing.StoreHealth;
import dev.holdfast.store.Countable;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Runs a failover forwarding processor: one thread that waits for the target store to be up, moves what is
/// there, and looks again after the interval. While the target is down nothing is tried, and its return wakes
/// the thread.
final class FailoverWorker implements Worker {

    private static final Logger LOGGER = System.getLogger(FailoverWorker.class.getName());
    private static final int WINDOW = 2 * FailoverBatch.MAX_MESSAGES;
    private static final int EMPTY_LOOKS = 4;
    private static final int ROUNDS_BEHIND_CLOSED_DOOR = 3;
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final FailoverSettings settings;
    private final ProcessorContext context;
    private final ProcessorHandlers handlers;
    private final long activation;
    private final GiveUp giveUp;
    private final WorkerThreads threads;
    private final MessageStore source;
    private final StoreHealth health;
    private final Optional<FailoverPair> pair;
    private final ConsumerSource consumers;
    private Instant nextReport = Instant.MIN;

    FailoverWorker(
            FailoverSettings settings,
            ProcessorContext context,
            ProcessorHandlers handlers,
            long activation,
            GiveUp giveUp) {
        this.settings = settings;
        this.context = context;
        this.handlers = handlers;
        this.activation = activation;
        this.giveUp = giveUp;
        this.threads = new WorkerThreads(context.timer());
        this.source = context.router().store(settings.identity().store());
        this.health = context.router().health(settings.target());
        this.pair = context.router()
                .pair(settings.target())
                .filter(candidate -> candidate.failover().equals(source.name()));
        this.consumers =
                new ConsumerSource(context, settings.identity(), new Reconnect(0, Duration.ofSeconds(1)), threads);
    }

    @Override
    public void start() {
        pair.ifPresent(known -> known.moverStarted(this::counted));
        threads.start(settings.identity().name(), this::run);
    }

    @Override
    public void stop(Instant limit) {
        threads.stop(limit, () -> {});
        pair.ifPresent(FailoverPair::moverStopped);
    }

    private void run() throws InterruptedException {
        try {
            consumeUntilTheEnd();
        } catch (RuntimeException e) {
            Barrier.report("processor " + settings.identity().name(), e);
            giveUp("unexpected error, see the log: " + e, () -> {});
        }
    }

    private void consumeUntilTheEnd() throws InterruptedException {
        try (StoreHealth.Registration _ = health.onUp(threads::wake)) {
            while (threads.areRunning()) {
                Optional<StoreConsumer> consumer = consumers.open(WINDOW);
                if (consumer.isPresent()) {
                    try (StoreConsumer open = consumer.get()) {
                        consume(open);
                    }
                }
            }
        }
    }

    private void consume(StoreConsumer consumer) throws InterruptedException {
        FailoverBatch batch =
                new FailoverBatch(settings, context, new FailoverBatch.Scene(consumer, pair, handlers, activation));
        try {
            while (threads.areRunning()) {
                awaitFire();
                drain(batch);
            }
        } catch (StoreException | AcknowledgeException e) {
            consumers.lost(e);
        } catch (LedgerException e) {
            giveUp(String.valueOf(e.getMessage()), () -> {});
        } catch (FailoverBatch.ExhaustedException e) {
            giveUp(String.valueOf(e.getMessage()), e.afterwards());
        } finally {
            batch.abandon();
        }
    }

    /// Moves until nothing is there; without a cron expression, it looks again for ever.
    private void drain(FailoverBatch batch) throws InterruptedException {
        int emptyLooks = 0;
        long expected = waiting();
        while (threads.areRunning()) {
            awaitTarget();
            threads.pauseUntil(batch.notBefore());
            switch (batch.moveSome(PATIENCE)) {
                case MOVED -> {
                    emptyLooks = 0;
                    moveLastBehindClosedDoor(batch);
                }
                case BLOCKED -> emptyLooks = 0;
                case NOTHING_THERE -> {
                    emptyLooks = waiting() == expected ? emptyLooks + 1 : 0;
                    lookedInVain(emptyLooks, expected);
                    if (settings.looking().cron().isPresent()) {
                        return;
                    }
                    threads.pauseUntil(now().plus(settings.looking().interval()));
                }
            }
            expected = waiting();
        }
    }

    private void moveLastBehindClosedDoor(FailoverBatch batch) throws InterruptedException {
        long waiting = waiting();
        if (pair.isEmpty() || waiting == 0 || waiting > FailoverBatch.MAX_MESSAGES) {
            return;
        }
        try (FailoverPair.Door _ = pair.get().closeDoor()) {
            Progress progress = Progress.MOVED;
            for (int i = 0; i < ROUNDS_BEHIND_CLOSED_DOOR && progress == Progress.MOVED && waiting() > 0; i++) {
                progress = batch.moveSome(Duration.ZERO);
            }
        }
    }

    private void lookedInVain(int times, long expected) {
        if (expected > 0 && times >= EMPTY_LOOKS) {
            pair.ifPresent(known -> known.foundEmpty(expected));
        }
    }

    private void awaitFire() throws InterruptedException {
        if (settings.looking().cron().isPresent()) {
            threads.pauseUntil(settings.looking().cron().get().next(now()).orElse(Instant.MAX));
        }
    }

    private void awaitTarget() throws InterruptedException {
        nextReport = now().plus(settings.retryInterval());
        while (threads.areRunning() && !health.isUp()) {
            threads.pauseUntil(nextReport);
            health.outage().filter(outage -> !now().isBefore(nextReport)).ifPresent(this::report);
        }
    }

    private void report(StoreHealth.Outage outage) {
        nextReport = now().plus(settings.retryInterval());
        LOGGER.log(
                Level.INFO,
                "{0} messages wait in store [{1}] for store [{2}], which is down since {3}: {4}",
                pair.isPresent() ? waiting() : counted().orElse(1),
                source.name(),
                settings.target(),
                outage.since(),
                outage.cause());
    }

    private void giveUp(String reason, Runnable afterwards) throws InterruptedException {
        giveUp.because(reason, afterwards);
        while (threads.areRunning()) {
            threads.pauseUntil(Instant.MAX);
        }
    }

    private long waiting() {
        return pair.map(FailoverPair::waiting).orElse(0L);
    }

    private OptionalLong counted() {
        return source instanceof Countable countable ? countable.count() : OptionalLong.empty();
    }

    private Instant now() {
        return context.timer().instant();
    }
}
