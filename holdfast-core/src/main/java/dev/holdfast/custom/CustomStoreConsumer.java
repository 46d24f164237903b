// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.custom;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// A consumer of a user's store, within its window. Thread-safe.
final class CustomStoreConsumer implements StoreConsumer {

    private final CustomStore.CustomConsumer consumer;
    private final Scene scene;
    private final int window;
    private final AtomicInteger unsettled = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    /// What a consumer works with.
    ///
    /// @param barrier around the user's code
    /// @param form reads what the engine holds
    /// @param ended told of its end
    record Scene(Barrier barrier, CustomForm form, Consumer<CustomStoreConsumer> ended) {}

    CustomStoreConsumer(CustomStore.CustomConsumer consumer, Scene scene, int window) {
        this.consumer = consumer;
        this.scene = scene;
        this.window = window;
    }

    @Override
    public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
        if (closed.get()) {
            throw new StoreException(Category.UNAVAILABLE, "the consumer is closed");
        }
        if (unsettled.incrementAndGet() > window) {
            unsettled.decrementAndGet();
            return Optional.empty();
        }
        boolean taken = false;
        try {
            Optional<CustomStore.CustomDelivery> found =
                    scene.barrier.direct("receive", () -> consumer.receive(timeout));
            taken = found.isPresent();
            return found.map(HandedOut::new);
        } finally {
            if (!taken) {
                unsettled.decrementAndGet();
            }
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            scene.ended.accept(this);
            scene.barrier.quietly("close of a consumer", consumer::close);
        }
    }

    private final class HandedOut implements Delivery {

        private final CustomStore.CustomDelivery delivery;
        private final Received received;
        private final AtomicReference<State> state = new AtomicReference<>(State.HELD);

        HandedOut(CustomStore.CustomDelivery delivery) {
            this.delivery = delivery;
            this.received = scene.form.read(delivery.message());
        }

        @Override
        public Received received() {
            return received;
        }

        @Override
        public void acknowledge() {
            if (state.get() == State.ACKNOWLEDGED) {
                return;
            }
            if (state.get() == State.RELEASED || closed.get()) {
                throw new StoreException(Category.UNAVAILABLE, "the message was given back and comes again");
            }
            scene.barrier.call("acknowledge", Category.UNKNOWN, () -> {
                delivery.acknowledge();
                return true;
            });
            left(State.ACKNOWLEDGED);
        }

        @Override
        public void release() {
            if (!closed.get() && left(State.RELEASED)) {
                scene.barrier.quietly("release", delivery::release);
            }
        }

        private boolean left(State how) {
            boolean was = state.compareAndSet(State.HELD, how);
            if (was) {
                unsettled.decrementAndGet();
            }
            return was;
        }
    }

    private enum State {
        HELD,
        ACKNOWLEDGED,
        RELEASED
    }
}
