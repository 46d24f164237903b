// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Connections of a driver that the driver manager does not know, as its class came from a folder.
final class DriverDataSource implements DataSource {

    private final Driver driver;
    private final String url;
    private final Properties login;

    DriverDataSource(Driver driver, String url, Properties login) {
        this.driver = driver;
        this.url = url;
        this.login = login;
    }

    @Override
    public Connection getConnection() throws SQLException {
        @Nullable Connection connection = driver.connect(url, (Properties) login.clone());
        if (connection == null) {
            throw new SQLException("the driver " + driver.getClass().getName() + " does not take the url of this pool");
        }
        return connection;
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
        // The pool has a time limit of its own.
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
