// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.servers.EngineServer;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreOutageContract;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// What the store promises on every database whose server fails. Each test has a table of its own.
abstract class JdbcOutageContract extends StoreOutageContract {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private String table = "";

    abstract JdbcFixture.Access access();

    abstract EngineServer server();

    /// A slow database needs more time for many rows.
    Duration sendTimeout() {
        return SEND_TIMEOUT;
    }

    @Override
    protected MessageStore open() throws SQLException {
        if (table.isEmpty()) {
            table = "outage_" + TESTS.incrementAndGet();
        }
        return open(
                table, Map.of("store.send.timeout", Long.toString(sendTimeout().toMillis())));
    }

    /// The store on that table.
    MessageStore open(String onTable, Map<String, String> parameters) throws SQLException {
        Map<String, String> values = JdbcFixture.values(access(), onTable);
        values.putAll(parameters);
        return JdbcFixture.open(new JdbcStoreProvider(), values, NAME);
    }

    @Override
    protected Duration aWhile() {
        return Duration.ofMillis(300);
    }

    @Override
    protected void let(Action action) {
        switch (action) {
            case STOP -> server().stop();
            case KILL -> server().kill();
            case FREEZE -> server().freeze();
            case RESUME -> server().resume();
            case RESTART -> server().restart();
        }
    }
}
