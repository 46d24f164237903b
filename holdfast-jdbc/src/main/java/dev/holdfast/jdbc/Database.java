// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The database of a store: connections that are lent for a moment, and such that a consumer keeps. Thread-safe.
final class Database implements AutoCloseable {

    /// Appends, and a few calls that look.
    private static final int LENT = 8;

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final long LEAST_PATIENCE_MILLIS = 250;
    private static final long MOST_PATIENCE_MILLIS = 5_000;

    private static final Logger LOGGER = System.getLogger(Database.class.getName());

    private final String store;
    private final DriverDataSource source;
    private final TableInspector inspector;
    private final HikariDataSource pool;
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final ReentrantLock inspecting = new ReentrantLock();
    private volatile @Nullable Table table;

    /// @param store its name
    /// @param limit how long a call to the database may take
    /// @param sequenced whether messages carry sequence numbers
    Database(String store, JdbcSettings settings, Duration limit, boolean sequenced) {
        this.store = store;
        this.source = new DriverDataSource(settings, limit);
        this.inspector = new TableInspector(settings.table(), settings.createTable(), sequenced);
        this.pool = new HikariDataSource(pool(source, store, limit));
    }

    private static HikariConfig pool(DriverDataSource source, String store, Duration limit) {
        HikariConfig config = new HikariConfig();
        // Whoever waits gives up a little earlier than the call, so that the reason is known.
        long patience = Math.clamp(limit.toMillis() * 6 / 10, LEAST_PATIENCE_MILLIS, MOST_PATIENCE_MILLIS);
        config.setPoolName("store " + store);
        config.setDataSource(source);
        config.setMaximumPoolSize(LENT);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setConnectionTimeout(patience);
        config.setValidationTimeout(LEAST_PATIENCE_MILLIS);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /// A connection that the caller closes soon. While the database is away the pool tries less and less often; so
    /// when it gives up for that reason, one is opened beside it. One that refuses the login is not asked again.
    Connection lend() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            if (!JdbcFailures.isOfPool(e) || !JdbcFailures.isConnectionLost(e)) {
                throw e;
            }
            return source.getConnection();
        }
    }

    /// Lent connections may have ended: none that is idle is lent again.
    void evict() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /// A connection of the caller's own.
    Connection open() throws SQLException {
        return source.getConnection();
    }

    /// A connection of the caller's own, which is to hold locks: [#endLostSessions] ends them where they outlive it.
    Connection openForLocks() throws SQLException {
        Connection connection = source.getConnection();
        boolean done = false;
        try {
            Connection watched = source.watched(connection);
            done = true;
            return watched;
        } finally {
            if (!done) {
                Connections.close(connection);
            }
        }
    }

    /// Ends what the database still has of such connections that have ended here, and the locks in it.
    void endLostSessions(Connection connection) throws SQLException {
        source.endLostSessions(connection);
    }

    /// The table, which is looked at the first time.
    ///
    /// @throws SQLException when it cannot be used
    Table table(Connection connection) throws SQLException {
        Table known = table;
        if (known != null) {
            return known;
        }
        Table found;
        inspecting.lock();
        try {
            found = inspector.inspect(connection);
            table = found;
        } finally {
            inspecting.unlock();
        }
        found.warnings().stream()
                .filter(said::add)
                .forEach(warning -> LOGGER.log(Level.WARNING, "store {0}: {1}", store, warning));
        return found;
    }

    /// The table, where it has been looked at.
    @Nullable
    Table knownTable() {
        return table;
    }

    /// Looks at the table again the next time: a statement has failed.
    void forgetTable() {
        table = null;
    }

    /// Ends the lent connections.
    @Override
    public void close() {
        pool.close();
    }
}
