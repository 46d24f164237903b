// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import dev.holdfast.message.StoredMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A store that fails as a test says, in front of one that works. Thread-safe.
public final class FaultyStore implements MessageStore, Countable {

    private final VolatileMessageStore store;
    private final Deque<Fault> appendFaults = new ArrayDeque<>();
    private Optional<Fault> down = Optional.empty();
    private int acknowledgeFaults;
    private int appends;
    private boolean consumersCutOff;

    /// What goes wrong with an append.
    ///
    /// @param category of the exception
    /// @param stored whether the messages are in the store all the same
    public record Fault(StoreException.Category category, boolean stored) {}

    /// It works until something else is said.
    public FaultyStore(VolatileMessageStore store) {
        this.store = store;
    }

    /// The next append ends like this; it goes behind what was said before.
    public synchronized FaultyStore thenFail(StoreException.Category category, boolean stored) {
        appendFaults.add(new Fault(category, stored));
        return this;
    }

    /// Every append and probe fails like this from now on.
    public synchronized void goDown(StoreException.Category category) {
        down = Optional.of(new Fault(category, false));
    }

    /// From now on no consumer can be opened, and none of the open ones receives anything.
    public synchronized void cutConsumersOff() {
        consumersCutOff = true;
    }

    /// It works again.
    public synchronized void comeUp() {
        down = Optional.empty();
        consumersCutOff = false;
    }

    /// The next so many acknowledgements do not reach the engine.
    public synchronized void loseAcknowledgements(int count) {
        acknowledgeFaults = count;
    }

    /// How often something was to be appended.
    public synchronized int appends() {
        return appends;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void append(List<StoredMessage> messages) {
        Optional<Fault> fault = nextFault();
        if (fault.isEmpty() || fault.get().stored()) {
            store.append(messages);
        }
        fault.ifPresent(this::raise);
    }

    private synchronized Optional<Fault> nextFault() {
        appends++;
        Fault next = appendFaults.poll();
        return next == null ? down : Optional.of(next);
    }

    private void raise(Fault fault) {
        throw new StoreException(fault.category(), "store " + name() + ": " + fault);
    }

    @Override
    public StoreConsumer openConsumer(int window) {
        requireConnection();
        StoreConsumer consumer = store.openConsumer(window);
        return new StoreConsumer() {
            @Override
            public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
                requireConnection();
                return consumer.receive(timeout).map(delivery -> new FaultyDelivery(delivery));
            }

            @Override
            public void close() {
                consumer.close();
            }
        };
    }

    private synchronized void requireConnection() {
        if (consumersCutOff) {
            throw new StoreException(StoreException.Category.UNAVAILABLE, "connection to " + name() + " lost");
        }
    }

    @Override
    public synchronized void probe() {
        down.ifPresent(this::raise);
        store.probe();
    }

    @Override
    public OptionalLong count() {
        return store.count();
    }

    @Override
    public void close() {
        store.close();
    }

    private synchronized boolean losesAcknowledgement() {
        if (acknowledgeFaults == 0) {
            return false;
        }
        acknowledgeFaults--;
        return true;
    }

    private final class FaultyDelivery implements Delivery {

        private final Delivery delivery;

        FaultyDelivery(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public Received received() {
            return delivery.received();
        }

        @Override
        public void acknowledge() {
            if (losesAcknowledgement()) {
                throw new StoreException(StoreException.Category.UNAVAILABLE, "connection to " + name() + " lost");
            }
            delivery.acknowledge();
        }

        @Override
        public void release() {
            delivery.release();
        }
    }
}
