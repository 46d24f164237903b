// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.store.DurableMessageStoreContract;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.OrderedReleaseContract;
import dev.holdfast.store.PoisonContract;
import dev.holdfast.store.StoreConsumer;
import java.util.concurrent.atomic.AtomicInteger;

/// What every pair of a broker and a client promises; a queue of its own for each test.
abstract class JmsContract extends DurableMessageStoreContract implements OrderedReleaseContract, PoisonContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private final String queue = "contract-" + TESTS.incrementAndGet();

    /// Where the broker listens for the client of ActiveMQ Classic.
    abstract String url();

    /// A store on the broker, with the client of ActiveMQ Classic unless this says otherwise.
    MessageStore openStore(String... parameters) {
        return JmsFixture.store(url(), NAME, parameters);
    }

    @Override
    protected final MessageStore open() {
        return openStore("store.jms.destination", queue, "store.send.timeout", "5000");
    }

    @Override
    protected final void crash(StoreConsumer consumer) {
        ((JmsConsumer) consumer).abort();
    }

    @Override
    public final MessageStore orderedStore() {
        return store();
    }

    @Override
    public final MessageStore poisonedStore() {
        return store();
    }

    @Override
    public final void putDamaged(byte[] bytes) throws Exception {
        JmsFixture.putDamaged(url(), queue, bytes);
    }
}
