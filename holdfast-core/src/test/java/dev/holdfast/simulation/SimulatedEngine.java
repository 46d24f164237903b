// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.simulation;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Countable;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.store.VolatileMessageStore;
import dev.holdfast.time.ManualTimer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A broker that outlives the processes that use it: its messages stay, its connections end with a crash or an
/// outage. Every call takes a moment before and after its effect, so that a crash can fall in between.
final class SimulatedEngine {

    private static final Duration LONGEST_CALL = Duration.ofMillis(20);

    private final String name;
    private final VolatileMessageStore messages;
    private final ManualTimer timer;
    private final RandomGenerator random;
    private final Set<StoreConsumer> connections = new HashSet<>();
    private boolean up = true;
    private int generation;

    SimulatedEngine(String name, ManualTimer timer, RandomGenerator random) {
        this.name = name;
        this.timer = timer;
        this.random = random;
        this.messages = new VolatileMessageStore(name, timer, 100_000);
    }

    /// What a process uses.
    MessageStore connect() {
        return new Client(generation);
    }

    /// The processes that use it are gone, and so are their connections.
    void clientsCrashed() {
        generation++;
        dropConnections();
    }

    void goDown() {
        up = false;
        dropConnections();
    }

    void comeUp() {
        up = true;
    }

    long count() {
        return messages.count().orElseThrow();
    }

    /// The bodies of what is in it, in order.
    List<String> bodies() {
        return SampleMessages.bodies(messages.page(Optional.empty(), 1_000));
    }

    private void dropConnections() {
        connections.forEach(StoreConsumer::close);
        connections.clear();
    }

    private void takeAMoment() {
        timer.pause(Duration.ofMillis(random.nextLong(LONGEST_CALL.toMillis())));
    }

    private void require(boolean condition, Category category, String what) {
        if (!condition) {
            throw new StoreException(category, "engine of " + name + ": " + what);
        }
    }

    private boolean luck(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private final class Client implements MessageStore, Countable {

        private final int mine;

        Client(int mine) {
            this.mine = mine;
        }

        private boolean isAlive() {
            return mine == generation;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void append(List<StoredMessage> appended) {
            takeAMoment();
            require(up, Category.UNAVAILABLE, "down");
            if (luck(25)) {
                require(!luck(2), Category.UNKNOWN, "broken off before it was stored");
                messages.append(appended);
                takeAMoment();
                require(false, Category.UNKNOWN, "broken off after it was stored");
            }
            messages.append(appended);
            takeAMoment();
        }

        @Override
        public StoreConsumer openConsumer(int window) {
            takeAMoment();
            require(up && isAlive(), Category.UNAVAILABLE, "down");
            StoreConsumer consumer = messages.openConsumer(window);
            connections.add(consumer);
            return new Connection(consumer);
        }

        @Override
        public void probe() {
            takeAMoment();
            require(up, Category.UNAVAILABLE, "down");
        }

        @Override
        public OptionalLong count() {
            return up ? messages.count() : OptionalLong.empty();
        }

        @Override
        public void close() {}
    }

    private final class Connection implements StoreConsumer {

        private final StoreConsumer consumer;

        Connection(StoreConsumer consumer) {
            this.consumer = consumer;
        }

        @Override
        public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
            requireConnected();
            return consumer.receive(timeout).map(Handle::new);
        }

        @Override
        public void close() {
            connections.remove(consumer);
            consumer.close();
        }

        private void requireConnected() {
            require(connections.contains(consumer), Category.UNAVAILABLE, "connection lost");
        }

        private final class Handle implements Delivery {

            private final Delivery delivery;

            Handle(Delivery delivery) {
                this.delivery = delivery;
            }

            @Override
            public Received received() {
                return delivery.received();
            }

            @Override
            public void acknowledge() {
                takeAMoment();
                if (luck(40)) {
                    Connection.this.close();
                }
                requireConnected();
                delivery.acknowledge();
                takeAMoment();
            }

            @Override
            public void release() {
                delivery.release();
            }
        }
    }
}
