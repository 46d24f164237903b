// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import dev.holdfast.message.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Opens the store under test for each test, and waits for what it hands out.
public abstract class StoreTestBed {

    /// Waits for something that must come are this long at most.
    protected static final Duration PATIENCE = Duration.ofSeconds(20);

    /// So long an engine has at most to work again after a failure.
    protected static final Duration RECOVERY = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private MessageStore store;

    /// The name under which the store is opened.
    protected static final String NAME = "orders";

    /// Opens the store by the name [#NAME]. The first time in a test it is empty; later in the same test it
    /// stands on the same engine.
    protected abstract MessageStore open() throws Exception;

    /// How long to look for something that must not come.
    protected Duration aWhile() {
        return Duration.ofMillis(150);
    }

    /// How long a message is held in the test of long holds: longer than any timeout of the engine under test by
    /// which it would take a message back. An engine whose timeouts are longer is configured with short ones.
    protected Duration longHold() {
        return Duration.ofSeconds(2);
    }

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /// The store under test.
    protected MessageStore store() {
        return store;
    }

    /// Takes another store as the one under test.
    protected void use(MessageStore other) {
        store = other;
    }

    /// Appends one message.
    protected final void append(StoredMessage message) {
        store.append(List.of(message));
    }

    /// The next delivery; it must come.
    protected static Delivery next(StoreConsumer consumer) throws InterruptedException {
        return consumer.receive(PATIENCE).orElseThrow(() -> new AssertionError("no message came within " + PATIENCE));
    }

    /// That many deliveries; they must come.
    protected static List<Delivery> receive(StoreConsumer consumer, int count) throws InterruptedException {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            deliveries.add(next(consumer));
        }
        return deliveries;
    }

    /// The message of a delivery.
    protected static StoredMessage message(Delivery delivery) {
        return switch (delivery.received()) {
            case Delivery.Received.Valid valid -> valid.message();
            case Delivery.Received.Invalid invalid -> throw new AssertionError("cannot be read: " + invalid.reason());
        };
    }

    /// Takes all messages out, one after the other.
    protected final List<StoredMessage> drain() throws InterruptedException {
        List<StoredMessage> messages = new ArrayList<>();
        try (StoreConsumer consumer = store.openConsumer(1)) {
            Optional<Delivery> delivery = consumer.receive(firstLook());
            while (delivery.isPresent()) {
                messages.add(message(delivery.get()));
                delivery.get().acknowledge();
                delivery = consumer.receive(aWhile());
            }
        }
        return messages;
    }

    private Duration firstLook() {
        return aWhile().multipliedBy(10);
    }

    /// An engine may offer a message to one consumer or to the other.
    protected static Delivery next(StoreConsumer first, StoreConsumer second) throws InterruptedException {
        Optional<Delivery> delivery = Optional.empty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (delivery.isEmpty() && System.nanoTime() < deadline) {
            delivery = first.receive(Duration.ofMillis(50));
            if (delivery.isEmpty()) {
                delivery = second.receive(Duration.ofMillis(50));
            }
        }
        return delivery.orElseThrow(() -> new AssertionError("no consumer got the message"));
    }

    /// What a thread of a test does.
    protected interface Step {

        /// Does it.
        void run() throws Exception;
    }

    /// Runs the steps at the same time and waits for all of them.
    protected static void inParallel(List<Step> steps) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (Step step : steps) {
                running.add(threads.submit(() -> {
                    step.run();
                    return true;
                }));
            }
            for (Future<Boolean> thread : running) {
                thread.get();
            }
        }
    }

    /// Tries until it succeeds.
    protected static void eventually(Step step) throws Exception {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (true) {
            try {
                step.run();
                return;
            } catch (StoreException | AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                pause();
            }
        }
    }

    /// A moment, before something is tried again.
    protected static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
