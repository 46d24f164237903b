// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.message.IdSource;
import dev.holdfast.servers.H2Server;
import dev.holdfast.servers.MariaDbServer;
import dev.holdfast.servers.PostgresServer;
import dev.holdfast.settings.Location;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.MessageExpression;
import dev.holdfast.store.MessageStoreProvider;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.store.StoreException;
import dev.holdfast.time.SystemTimer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Stores for the tests.
final class JdbcFixture {

    static final SystemTimer TIMER = new SystemTimer();
    static final IdSource IDS = new IdSource(TIMER, new Random());

    private JdbcFixture() {}

    /// A database and who may log in.
    record Access(String driver, String url, String user, String password) {

        static Access to(PostgresServer server) {
            return new Access("org.postgresql.Driver", server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
        }

        static Access to(MariaDbServer server) {
            return new Access("org.mariadb.jdbc.Driver", server.url(), MariaDbServer.USER, MariaDbServer.PASSWORD);
        }

        static Access to(H2Server server) {
            return new Access("org.h2.Driver", server.url(), H2Server.USER, H2Server.PASSWORD);
        }

        /// The same by another way.
        Access at(String otherUrl) {
            return new Access(driver, otherUrl, user, password);
        }

        java.sql.Connection connect() throws java.sql.SQLException {
            return java.sql.DriverManager.getConnection(url, user, password);
        }

        /// Runs statements.
        void run(String... statements) throws java.sql.SQLException {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }
    }

    /// A store as an artifact would ask for it, on a table that is made, with more parameters in pairs of name and
    /// value.
    static JdbcMessageStore store(Access access, String name, String table, String... more) {
        Map<String, String> values = values(access, table);
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return (JdbcMessageStore) open(new JdbcStoreProvider(), values, name);
    }

    static dev.holdfast.store.MessageStore open(
            MessageStoreProvider provider, Map<String, String> values, String name) {
        Problems problems = new Problems();
        var blueprint = provider.read(parameters(values, problems));
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(problems.all().toString());
        }
        return blueprint.open(new Setting(name, TIMER, IDS, true));
    }

    /// A store on a table that is made, whose messages come in the order of numbers.
    ///
    /// @param more parameters, that of the time for gaps among them
    /// @param number finds it in a message
    static JdbcMessageStore resequence(
            Access access, String name, String table, Map<String, String> more, MessageExpression number) {
        Map<String, String> plain = values(access, table);
        plain.putAll(more);
        Problems problems = new Problems();
        Map<String, Parameter> values =
                new LinkedHashMap<>(parameters(plain, problems).all());
        Location location = new Location("Sequence.xml", 4, "parameter");
        values.put(
                "store.resequence.id.path",
                new Parameter("store.resequence.id.path", "json-eval($)", location, true, Map.of()));
        var blueprint = new ResequenceStoreProvider().read(new Parameters(location, values, problems));
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(problems.all().toString());
        }
        return (JdbcMessageStore) blueprint.open(new Setting(name, TIMER, IDS, true, _ -> number));
    }

    static Map<String, String> values(Access access, String table) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("store.jdbc.driver", access.driver);
        values.put("store.jdbc.connection.url", access.url);
        values.put("store.jdbc.username", access.user);
        values.put("store.jdbc.password", access.password);
        values.put("store.jdbc.table", table);
        values.put("store.jdbc.table.create", "true");
        values.put("store.send.timeout", "10000");
        return values;
    }

    static Parameters parameters(Map<String, String> values, Problems problems) {
        Location location = new Location("Original.xml", 3, "parameter");
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        values.forEach((name, value) -> parameters.put(name, Parameter.of(name, value, location)));
        return new Parameters(location, parameters, problems);
    }

    /// What a failed call said.
    static StoreException failureOf(Runnable call) {
        try {
            call.run();
        } catch (StoreException e) {
            return e;
        }
        throw new AssertionError("the call succeeded");
    }
}
