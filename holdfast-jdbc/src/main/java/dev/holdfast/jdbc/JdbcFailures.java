// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The one place that turns what a driver says into what the store says. Stateless.
///
/// | SQLSTATE, or error code | before the commit | at the commit |
/// |---|---|---|
/// | class 22, 23 or 54; MariaDB 1118, 1153 | *rejected* | *rejected* (deferred constraints) |
/// | 53100, 53400; MariaDB 1021, 1114 | *full* | *unknown* |
/// | class 40 | *unavailable* | *unavailable*: the database has rolled back |
/// | all else, a lost connection among it | *unavailable* | *unknown* |
final class JdbcFailures {

    private static final Set<String> MISSING_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");
    private static final Set<String> FULL = Set.of("53100", "53400");
    private static final Set<Integer> FULL_CODES = Set.of(1021, 1114);
    private static final Set<Integer> TOO_LARGE_CODES = Set.of(1118, 1153);
    private static final Set<String> REJECTED_CLASSES = Set.of("22", "23", "54");
    private static final Set<String> H2_CLOSED = Set.of("90007", "90067", "90098", "90121");
    private static final String ROLLED_BACK = "40";
    private static final String CAUSE = "Caused by: ";

    private JdbcFailures() {}

    /// What is known about messages whose transaction failed before its commit was sent.
    static Category beforeCommit(Throwable failure) {
        return stored(failure)
                .or(() -> decisive(failure).map(JdbcFailures::ofStatement))
                .orElse(Category.UNAVAILABLE);
    }

    /// What is known about messages whose commit failed.
    static Category atCommit(Throwable failure) {
        Optional<Category> known = stored(failure);
        if (known.isPresent()) {
            return known.get();
        }
        String state = decisive(failure).map(JdbcFailures::state).orElse("");
        if (state.startsWith(ROLLED_BACK)) {
            return Category.UNAVAILABLE;
        }
        return state.startsWith("23") ? Category.REJECTED : Category.UNKNOWN;
    }

    /// Whether a statement failed because its table is not there.
    static boolean isMissingTable(SQLException failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof SQLException sql && MISSING_TABLE.contains(state(sql)));
    }

    /// Whether the connection has ended.
    static boolean isConnectionLost(Throwable failure) {
        return decisive(failure)
                .map(JdbcFailures::state)
                .filter(state -> state.startsWith("08") || state.startsWith("57P") || H2_CLOSED.contains(state))
                .isPresent();
    }

    /// What went wrong, in one line, as the database says it.
    static String reason(Throwable failure) {
        Throwable telling = decisive(failure).<Throwable>map(sql -> sql).orElse(failure);
        String text = telling.getMessage() == null ? telling.getClass().getSimpleName() : telling.getMessage();
        return text.lines().findFirst().orElse("").trim() + rootAtServer(telling);
    }

    /// The client of H2 keeps the causes of its server as text only, and the first line says nothing of a full disk.
    private static String rootAtServer(Throwable failure) {
        return failure.toString()
                .lines()
                .filter(line -> line.startsWith(CAUSE))
                .reduce((_, last) -> last)
                .map(line -> " (" + line.substring(CAUSE.length()) + ")")
                .orElse("");
    }

    private static Optional<Category> stored(Throwable failure) {
        return causes(failure).stream()
                .filter(StoreException.class::isInstance)
                .map(cause -> ((StoreException) cause).category())
                .findFirst();
    }

    /// The exception that says most: the last one, where a batch only says that it failed and a pool that it has
    /// waited.
    private static Optional<SQLException> decisive(Throwable failure) {
        List<SQLException> all = causes(failure).stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .toList();
        return all.stream()
                .filter(sql -> !(sql instanceof BatchUpdateException) && !isOfPool(sql))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /// Whether a pool says that it could open no connection for as long as it was asked to wait.
    static boolean isOfPool(SQLException failure) {
        return failure.getClass().equals(SQLTransientConnectionException.class)
                && failure.getCause() instanceof SQLException;
    }

    private static Category ofStatement(SQLException failure) {
        String state = state(failure);
        if (FULL.contains(state) || FULL_CODES.contains(failure.getErrorCode())) {
            return Category.FULL;
        }
        boolean rejected = (state.length() == 5 && REJECTED_CLASSES.contains(state.substring(0, 2)))
                || TOO_LARGE_CODES.contains(failure.getErrorCode());
        return rejected ? Category.REJECTED : Category.UNAVAILABLE;
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        collect(failure, causes);
        return causes;
    }

    private static void collect(@Nullable Throwable failure, List<Throwable> causes) {
        if (failure == null || causes.contains(failure)) {
            return;
        }
        causes.add(failure);
        if (failure instanceof SQLException sql) {
            collect(sql.getNextException(), causes);
        }
        collect(failure.getCause(), causes);
    }
}
