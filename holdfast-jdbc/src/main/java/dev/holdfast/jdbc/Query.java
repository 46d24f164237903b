// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions that a database answers with texts. Stateless.
final class Query {

    private Query() {}

    /// The first column of all rows.
    static List<String> texts(Connection connection, String sql, @Nullable String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(String.valueOf(rows.getString(1)));
                }
            }
            return texts;
        }
    }

    /// The first column of the first row.
    ///
    /// @throws SQLException also when there is no row
    static String text(Connection connection, String sql, @Nullable String... arguments) throws SQLException {
        List<String> texts = texts(connection, sql, arguments);
        if (texts.isEmpty()) {
            throw new SQLException("the database does not answer " + sql);
        }
        return texts.getFirst();
    }
}
