// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.EngineServer;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreOutageContract;
import java.util.concurrent.atomic.AtomicInteger;

/// What every pair of a broker and a client promises about outages; a queue of its own for each test.
abstract class JmsOutageContract extends StoreOutageContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private final String queue = "outage-" + TESTS.incrementAndGet();

    /// The broker.
    abstract EngineServer broker();

    /// A store on the broker.
    abstract MessageStore openStore(String... parameters);

    @Override
    protected final MessageStore open() {
        return openStore("store.jms.destination", queue, "store.send.timeout", Long.toString(SEND_TIMEOUT.toMillis()));
    }

    @Override
    protected final void let(Action action) {
        switch (action) {
            case STOP -> broker().stop();
            case KILL -> broker().kill();
            case FREEZE -> broker().freeze();
            case RESUME -> broker().resume();
            case RESTART -> broker().restart();
        }
    }
}
