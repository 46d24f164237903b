// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.ProviderStore;
import dev.holdfast.StoreSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Builds stores on queues of RabbitMQ, for the library. Nothing is connected yet.
public final class RabbitMqStore {

    private static final RabbitMqStoreProvider PROVIDER = new RabbitMqStoreProvider();
    private static final String HOSTS = "store.rabbitmq.host.name";
    private static final String PORTS = "store.rabbitmq.host.port";
    private static final String QUEUE = "store.rabbitmq.queue.name";

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String name;

    private RabbitMqStore(String host, int port, String queue) {
        this.name = queue;
        parameters.put(HOSTS, host);
        parameters.put(PORTS, Integer.toString(port));
        parameters.put(QUEUE, queue);
    }

    /// A queue, made when it is missing.
    public static RabbitMqStore on(String host, int port, String queue) {
        return new RabbitMqStore(host, port, queue);
    }

    /// One more host of the same cluster, for the time in which those before cannot be reached.
    public RabbitMqStore orOn(String host, int port) {
        parameters.merge(HOSTS, host, (known, more) -> known + "," + more);
        parameters.merge(PORTS, Integer.toString(port), (known, more) -> known + "," + more);
        return this;
    }

    /// The name of the store, that of the queue if nothing is said.
    public RabbitMqStore name(String newName) {
        name = newName;
        return this;
    }

    /// Who connects; guest if nothing is said.
    public RabbitMqStore credentials(String user, String password) {
        parameters.put("store.rabbitmq.username", user);
        parameters.put("store.rabbitmq.password", password);
        return this;
    }

    /// The virtual host, `/` if nothing is said.
    public RabbitMqStore virtualHost(String virtualHost) {
        parameters.put("store.rabbitmq.virtual.host", virtualHost);
        return this;
    }

    /// A queue that is kept by a majority of the nodes.
    public RabbitMqStore quorumQueue() {
        parameters.put("store.rabbitmq.queue.type", RabbitMqSettings.QueueType.QUORUM.text());
        return this;
    }

    /// One consumer at a time over all processes, so that the order holds.
    public RabbitMqStore singleActiveConsumer() {
        parameters.put("store.rabbitmq.single.active.consumer", "true");
        return this;
    }

    /// How long one append may take; 30 s if nothing is said, 800 ms where another store stands in.
    public RabbitMqStore sendTimeout(Duration timeout) {
        parameters.put("store.send.timeout", Long.toString(timeout.toMillis()));
        return this;
    }

    /// The store.
    ///
    /// @throws IllegalArgumentException when something is wrong with what was said; it tells all of it
    public StoreSource build() {
        return ProviderStore.of(name, PROVIDER, parameters, QUEUE);
    }
}
