// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/// Finds out which database is at the other end. Stateless.
final class Dialects {

    /// URLs, for messages to people.
    static final String EXAMPLES = "jdbc:postgresql://host:5432/database, jdbc:mariadb://host:3306/database or"
            + " jdbc:h2:tcp://host:9092/./database";

    private Dialects() {}

    /// The dialect of the database.
    ///
    /// @throws SQLException when the database is not supported, or too old
    static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        int major = data.getDatabaseMajorVersion();
        int minor = data.getDatabaseMinorVersion();
        return of(data.getDatabaseProductName(), major, minor);
    }

    /// The dialect of a product.
    ///
    /// @throws SQLException when it is not supported, or too old
    static Dialect of(String product, int major, int minor) throws SQLException {
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> atLeast(new PostgreSql(), product, new int[] {12, 0}, major, minor);
            case "mariadb" -> atLeast(new MariaDb(), product, new int[] {10, 6}, major, minor);
            case "mysql" -> atLeast(new MariaDb(), product, new int[] {8, 0}, major, minor);
            case "h2" -> atLeast(new H2(), product, new int[] {2, 2}, major, minor);
            default ->
                throw new SQLException("the database " + product + " is not supported; expected PostgreSQL, MariaDB,"
                        + " MySQL or H2");
        };
    }

    private static Dialect atLeast(Dialect dialect, String product, int[] least, int major, int minor)
            throws SQLException {
        if (major < least[0] || (major == least[0] && minor < least[1])) {
            throw new SQLException("the database is " + product + " " + major + "." + minor + ", which is too old;"
                    + " expected " + product + " " + least[0] + "." + least[1] + " or later");
        }
        return dialect;
    }
}
