// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import dev.holdfast.servers.KafkaServer;
import java.util.Map;

/// A store on Kafka, which runs in a process of its own.
final class KafkaFigure {

    private static final StoreFigure.Rows ROWS =
            new StoreFigure.Rows(Row.KAFKA_PLAIN_APPENDS, Row.KAFKA_APPENDS, Row.KAFKA_PLAIN_TAKES, Row.KAFKA_TAKES);

    private KafkaFigure() {}

    /// The store beside a plain client, one after the other on the same broker.
    static Map<Row, Double> measure(Environment environment, Effort effort) {
        try (KafkaServer server = KafkaServer.start(environment.newFolder("kafka"))) {
            return StoreFigure.measure(
                    ROWS,
                    () -> new PlainKafkaClient(server.address(), "plain-" + System.nanoTime()),
                    () -> new HoldfastStore(
                            "kafka-message-store",
                            Map.of(
                                    "store.kafka.bootstrap.servers",
                                    server.address(),
                                    "store.kafka.topic",
                                    "holdfast-" + System.nanoTime(),
                                    "store.kafka.topic.create",
                                    "true")),
                    effort);
        }
    }
}
