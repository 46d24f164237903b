// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.ProviderStore;
import dev.holdfast.StoreSource;
import dev.holdfast.upstream.WireFormat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Builds stores on queues of a Jakarta Messaging provider, for the library. Nothing is connected yet.
public final class JmsStore {

    private static final JmsStoreProvider PROVIDER = new JmsStoreProvider();
    private static final String DESTINATION = "store.jms.destination";

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String name;

    private JmsStore(String contextFactory, String url, String queue) {
        this.name = queue;
        parameters.put(JmsSettingsReader.CONTEXT_FACTORY, contextFactory);
        parameters.put(JmsSettingsReader.PROVIDER_URL, url);
        parameters.put(DESTINATION, queue);
    }

    /// A queue of ActiveMQ Classic, whose client is at hand.
    ///
    /// @param url such as `tcp://localhost:61616` or `failover:(tcp://one:61616,tcp://two:61616)`
    /// @param queue its name on the broker
    public static JmsStore activeMq(String url, String queue) {
        return new JmsStore(ActiveMqClassic.CONTEXT_FACTORY, url, queue);
    }

    /// A queue of any provider whose Jakarta Messaging client is on the class path.
    ///
    /// @param contextFactory the class of its naming service
    /// @param url where that service is
    /// @param queue its name in that service, or on the broker
    public static JmsStore jndi(String contextFactory, String url, String queue) {
        return new JmsStore(contextFactory, url, queue);
    }

    /// The name of the store, that of the queue if nothing is said.
    public JmsStore name(String newName) {
        name = newName;
        return this;
    }

    /// Who connects, on both sides: for storing and for forwarding.
    public JmsStore credentials(String user, String password) {
        parameters.put("store.jms.username", user);
        parameters.put("store.jms.password", password);
        return this;
    }

    /// The name of the connection factory in the naming service; `QueueConnectionFactory` if nothing is said.
    public JmsStore connectionFactory(String factory) {
        parameters.put("store.jms.connection.factory", factory);
        return this;
    }

    /// How long one append may take; 30 s if nothing is said, 800 ms where another store stands in.
    public JmsStore sendTimeout(Duration timeout) {
        parameters.put("store.send.timeout", Long.toString(timeout.toMillis()));
        return this;
    }

    /// Messages are written as Ballerina's store-forward connector reads them, for a queue that both use.
    /// Properties, variables and times to live are missing there. What that connector wrote is read in any
    /// case.
    public JmsStore asBallerinaWrites() {
        parameters.put(WireFormat.PARAMETER, BallerinaForm.NAME);
        return this;
    }

    /// The store.
    ///
    /// @throws IllegalArgumentException when something is wrong with what was said; it tells all of it
    public StoreSource build() {
        return ProviderStore.of(name, PROVIDER, parameters, DESTINATION);
    }
}
