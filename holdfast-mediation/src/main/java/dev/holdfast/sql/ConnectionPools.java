// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The pools of connections of a node, one for each database that artifacts name. A pool is made when the first
/// message needs it, and holds no connection when none does. Thread-safe.
public final class ConnectionPools implements AutoCloseable {

    private static final int MOST_POOLS = 64;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final ClassLoader library;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConnectionSettings, HikariDataSource> pools = new ConcurrentHashMap<>();

    /// @param library where drivers are
    public ConnectionPools(ClassLoader library) {
        this.library = library;
    }

    /// A connection, which the caller closes soon.
    ///
    /// @throws SQLException when the database cannot be reached, has no free connection in time, or has no driver
    ///     here
    public Connection connection(ConnectionSettings settings) throws SQLException {
        HikariDataSource pool = pools.get(settings);
        return (pool == null ? newPool(settings) : pool).getConnection();
    }

    private HikariDataSource newPool(ConnectionSettings settings) throws SQLException {
        Driver driver = driver(settings.driver());
        lock.lock();
        try {
            if (pools.size() >= MOST_POOLS && !pools.containsKey(settings)) {
                closeUnused();
            }
            if (pools.size() >= MOST_POOLS && !pools.containsKey(settings)) {
                throw new SQLException("more than " + MOST_POOLS + " databases are in use");
            }
            return pools.computeIfAbsent(settings, key -> open(key, driver));
        } finally {
            lock.unlock();
        }
    }

    /// Artifacts that name a database otherwise than before leave pools behind, which are empty after a while.
    private void closeUnused() {
        pools.values().removeIf(pool -> {
            boolean unused = pool.getHikariPoolMXBean().getTotalConnections() == 0;
            if (unused) {
                pool.close();
            }
            return unused;
        });
    }

    /// Closes all connections.
    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
        pools.clear();
    }

    private static HikariDataSource open(ConnectionSettings settings, Driver driver) {
        ConnectionSettings.Pool pool = settings.pool();
        HikariConfig config = new HikariConfig();
        Properties login = new Properties();
        settings.login().ifPresent(found -> {
            login.setProperty("user", found.user());
            login.setProperty("password", found.password());
        });
        config.setDataSource(new DriverDataSource(driver, settings.url(), login));
        config.setMaximumPoolSize(pool.most());
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setConnectionTimeout(Math.max(250, pool.patience().toMillis()));
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(pool.autoCommit());
        pool.isolation().ifPresent(isolation -> config.setTransactionIsolation(isolation.jdbcName()));
        return new HikariDataSource(config);
    }

    private Driver driver(String name) throws SQLException {
        try {
            return Class.forName(name, true, library)
                    .asSubclass(Driver.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new SQLException(
                    "there is no JDBC driver " + name + "; its jar belongs into the folder lib beside the artifacts",
                    e);
        }
    }
}
