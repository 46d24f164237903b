// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.util.EnumMap;
import java.util.Map;

/// A store on ActiveMQ Classic, which runs in a process of its own.
final class JmsStoreFigure {

    private static final StoreFigure.Rows ROWS =
            new StoreFigure.Rows(Row.JMS_PLAIN_APPENDS, Row.JMS_APPENDS, Row.JMS_PLAIN_TAKES, Row.JMS_TAKES);

    private JmsStoreFigure() {}

    /// The store beside a plain client, one after the other on the same broker; and how fast that client is when
    /// nobody tells it whether its acknowledgements have arrived.
    static Map<Row, Double> measure(Environment environment, Effort effort) {
        int port = Program.Ports.free().http();
        String url = "tcp://127.0.0.1:" + port;
        try (ChildProgram _ = environment.broker(port)) {
            Map<Row, Double> values = new EnumMap<>(StoreFigure.measure(
                    ROWS,
                    () -> plain(url, Acknowledging.CONFIRMED),
                    () -> new HoldfastStore(
                            "jms-message-store",
                            Map.of(
                                    "java.naming.factory.initial",
                                    "org.apache.activemq.jndi.ActiveMQInitialContextFactory",
                                    "java.naming.provider.url",
                                    url,
                                    "store.jms.destination",
                                    "holdfast-" + System.nanoTime())),
                    effort));
            values.put(
                    Row.JMS_UNCONFIRMED_TAKES, StoreFigure.takes(() -> plain(url, Acknowledging.UNCONFIRMED), effort));
            return values;
        }
    }

    private static StoreClient plain(String url, Acknowledging acknowledging) {
        return new PlainJmsStoreClient(url, "plain-" + System.nanoTime(), acknowledging);
    }
}
