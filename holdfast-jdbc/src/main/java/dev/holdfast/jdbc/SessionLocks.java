// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// Claims that are locks of the session of the database. Rows are deleted in the same session, so that whoever
/// has lost the locks cannot delete.
final class SessionLocks implements Claims {

    /// So many locks in one statement.
    private static final int AT_ONCE = 64;

    private final Connection connection;
    private final Functions functions;
    private final LongFunction<Object> key;

    /// Functions of the database.
    ///
    /// @param lock takes a lock without waiting, and says whether it did
    /// @param unlock gives it back
    record Functions(String lock, String unlock) {}

    /// @param key the lock of a row
    SessionLocks(Connection connection, Functions functions, LongFunction<Object> key) {
        this.connection = connection;
        this.functions = functions;
        this.key = key;
    }

    @Override
    public List<Long> claim(List<Long> rows) throws SQLException {
        List<Long> held = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            List<Long> some = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
            List<Boolean> taken = call(functions.lock, some);
            for (int i = 0; i < some.size(); i++) {
                if (taken.get(i)) {
                    held.add(some.get(i));
                }
            }
        }
        return held;
    }

    @Override
    public void release(Collection<Long> rows) throws SQLException {
        List<Long> all = List.copyOf(rows);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            call(functions.unlock, all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
    }

    @Override
    public long turn() {
        return 1;
    }

    @Override
    public boolean proves() {
        return false;
    }

    @Override
    public void prove() {
        // The connection itself is the proof.
    }

    @Override
    public void end() {
        // The connection takes the locks with it.
    }

    private List<Boolean> call(String function, List<Long> rows) throws SQLException {
        String sql = rows.stream().map(_ -> function).collect(Collectors.joining(", ", "SELECT ", ""));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows.size(); i++) {
                statement.setObject(i + 1, key.apply(rows.get(i)));
            }
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                List<Boolean> results = new ArrayList<>();
                for (int i = 1; i <= rows.size(); i++) {
                    results.add(answer.getBoolean(i));
                }
                return results;
            }
        }
    }
}
