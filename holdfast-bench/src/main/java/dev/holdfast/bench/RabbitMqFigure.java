// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import dev.holdfast.servers.RabbitMqServer;
import java.util.Map;

/// A store on RabbitMQ, which runs in a process of its own.
final class RabbitMqFigure {

    private static final StoreFigure.Rows ROWS = new StoreFigure.Rows(
            Row.RABBITMQ_PLAIN_APPENDS, Row.RABBITMQ_APPENDS, Row.RABBITMQ_PLAIN_TAKES, Row.RABBITMQ_TAKES);

    private RabbitMqFigure() {}

    /// The store beside a plain client, one after the other on the same server.
    static Map<Row, Double> measure(Environment environment, Effort effort) {
        try (RabbitMqServer server = RabbitMqServer.start(environment.newFolder("rabbitmq"))) {
            return StoreFigure.measure(
                    ROWS,
                    () -> new PlainRabbitMqClient(server.port(), "plain-" + System.nanoTime()),
                    () -> new HoldfastStore(
                            "rabbitmq-message-store",
                            Map.of(
                                    "store.rabbitmq.host.name",
                                    "127.0.0.1",
                                    "store.rabbitmq.host.port",
                                    Integer.toString(server.port()),
                                    "store.rabbitmq.queue.name",
                                    "holdfast-" + System.nanoTime())),
                    effort);
        }
    }
}
