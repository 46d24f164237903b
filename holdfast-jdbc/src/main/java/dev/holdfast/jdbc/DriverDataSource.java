// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Connections of a driver that the driver manager need not know, as its class may have come from a folder. Each
/// is of a database that can be used, and is set so that the database does not end it by itself. Thread-safe.
final class DriverDataSource implements DataSource {

    private final JdbcSettings settings;
    private final Properties properties;
    private final String url;
    private final LostSessions lost = new LostSessions();

    /// @param limit how long a connection may take to come about
    DriverDataSource(JdbcSettings settings, Duration limit) {
        this.settings = settings;
        this.properties = DriverOptions.of(settings, limit);
        this.url = DriverOptions.url(settings, limit);
    }

    @Override
    public Connection getConnection() throws SQLException {
        @Nullable Connection connection = settings.driver().connect(url, (Properties) properties.clone());
        if (connection == null) {
            throw new SQLException("the driver " + settings.driver().getClass().getName() + " does not take the URL");
        }
        return prepared(connection);
    }

    private Connection prepared(Connection connection) throws SQLException {
        boolean done = false;
        try (Statement statement = connection.createStatement()) {
            Dialect dialect = Dialects.of(connection);
            for (String setting : dialect.sessionSettings()) {
                statement.execute(setting);
            }
            Connection made = connection;
            if (dialect.losesSessions()) {
                lost.end(connection, dialect);
                made = lost.watch(connection, dialect);
            }
            done = true;
            return made;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    /// The connection, of which it is remembered when it is cut off that [#endLostSessions] is to end it.
    Connection watched(Connection connection) throws SQLException {
        return connection instanceof LostSessions.Watched
                ? connection
                : lost.watch(connection, Dialects.of(connection));
    }

    /// Ends what the database still has of watched connections that have ended here.
    void endLostSessions(Connection connection) throws SQLException {
        lost.end(connection, Dialects.of(connection));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the login is part of the settings");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("nothing is written here");
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The limit is part of what this was made with.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("nothing is logged here");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("this is no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
