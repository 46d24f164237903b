// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import dev.holdfast.servers.PostgresServer;
import java.util.Map;

/// A store on PostgreSQL, which runs in a process of its own.
final class PostgresFigure {

    private static final StoreFigure.Rows ROWS = new StoreFigure.Rows(
            Row.POSTGRES_PLAIN_APPENDS, Row.POSTGRES_APPENDS, Row.POSTGRES_PLAIN_TAKES, Row.POSTGRES_TAKES);

    private PostgresFigure() {}

    /// The store beside a plain client, one after the other on the same server.
    static Map<Row, Double> measure(Effort effort) {
        try (PostgresServer server = PostgresServer.start("-c", "max_connections=300")) {
            return StoreFigure.measure(
                    ROWS,
                    () -> new PlainPostgresClient(server.url(), "plain_" + System.nanoTime()),
                    () -> new HoldfastStore(
                            "jdbc-message-store",
                            Map.of(
                                    "store.jdbc.driver",
                                    "org.postgresql.Driver",
                                    "store.jdbc.connection.url",
                                    server.url(),
                                    "store.jdbc.username",
                                    PostgresServer.USER,
                                    "store.jdbc.password",
                                    PostgresServer.PASSWORD,
                                    "store.jdbc.table",
                                    "holdfast_" + System.nanoTime(),
                                    "store.jdbc.table.create",
                                    "true")),
                    effort);
        }
    }
}
