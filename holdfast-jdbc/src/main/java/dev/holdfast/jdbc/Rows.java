// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Reads and deletes rows by their indexes, in statements of few different lengths, so that databases know them.
/// Stateless.
final class Rows {

    private static final int AT_ONCE = 256;

    private Rows() {}

    /// The rows with these indexes, those that are there, in their order.
    static List<Row> read(Connection connection, Table table, List<Long> indexes) throws SQLException {
        List<Row> found = new ArrayList<>();
        for (List<Long> some : chunks(indexes)) {
            try (PreparedStatement statement = prepare(connection, table::rows, some);
                    ResultSet rows = statement.executeQuery()) {
                found.addAll(rows(rows));
            }
        }
        return found;
    }

    /// All rows of a result.
    static List<Row> rows(ResultSet result) throws SQLException {
        List<Row> found = new ArrayList<>();
        while (result.next()) {
            byte[] bytes = result.getBytes(4);
            found.add(new Row(
                    result.getLong(1),
                    result.getLong(2),
                    String.valueOf(result.getString(3)),
                    bytes == null ? new byte[0] : bytes));
        }
        return found;
    }

    /// Deletes the rows with these indexes, those that are there.
    static void delete(Connection connection, Table table, List<Long> indexes) throws SQLException {
        for (List<Long> some : chunks(indexes)) {
            try (PreparedStatement statement = prepare(connection, table::delete, some)) {
                statement.executeUpdate();
            }
        }
    }

    /// Whether one statement can delete so many.
    static boolean isOneStatement(List<Long> indexes) {
        return indexes.size() <= AT_ONCE;
    }

    private static List<List<Long>> chunks(List<Long> indexes) {
        List<List<Long>> chunks = new ArrayList<>();
        for (int from = 0; from < indexes.size(); from += AT_ONCE) {
            chunks.add(indexes.subList(from, Math.min(indexes.size(), from + AT_ONCE)));
        }
        return chunks;
    }

    /// The statement for a power of two of rows; the last index fills it up.
    private static PreparedStatement prepare(Connection connection, IntFunction<String> sql, List<Long> indexes)
            throws SQLException {
        int size = Integer.highestOneBit(Math.max(1, indexes.size() * 2 - 1));
        PreparedStatement statement = connection.prepareStatement(sql.apply(size));
        for (int i = 0; i < size; i++) {
            statement.setLong(i + 1, indexes.get(Math.min(i, indexes.size() - 1)));
        }
        return statement;
    }
}
