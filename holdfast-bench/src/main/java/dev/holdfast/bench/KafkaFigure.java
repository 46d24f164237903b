// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import dev.holdfast.servers.KafkaServer;
import java.util.EnumMap;
import java.util.Map;

/// A store on Kafka, which runs in a process of its own.
final class KafkaFigure {

    private static final StoreFigure.Rows ROWS =
            new StoreFigure.Rows(Row.KAFKA_PLAIN_APPENDS, Row.KAFKA_APPENDS, Row.KAFKA_PLAIN_TAKES, Row.KAFKA_TAKES);

    private KafkaFigure() {}

    /// The store beside a plain client, by turns on the same broker; and how fast that client is when its threads do
    /// not wait for the commit of what they acknowledge.
    static Map<Row, Double> measure(Environment environment, Effort effort) {
        try (KafkaServer server = KafkaServer.start(environment.newFolder("kafka"))) {
            Map<Row, Double> values = new EnumMap<>(StoreFigure.measure(
                    ROWS,
                    () -> plain(server, Acknowledging.CONFIRMED),
                    () -> new HoldfastStore(
                            "kafka-message-store",
                            Map.of(
                                    "store.kafka.bootstrap.servers",
                                    server.address(),
                                    "store.kafka.topic",
                                    "holdfast-" + System.nanoTime(),
                                    "store.kafka.topic.create",
                                    "true")),
                    effort));
            values.put(
                    Row.KAFKA_UNCONFIRMED_TAKES,
                    StoreFigure.takes(() -> plain(server, Acknowledging.UNCONFIRMED), effort));
            return values;
        }
    }

    private static StoreClient plain(KafkaServer server, Acknowledging acknowledging) {
        return new PlainKafkaClient(server.address(), "plain-" + System.nanoTime(), acknowledging);
    }
}
