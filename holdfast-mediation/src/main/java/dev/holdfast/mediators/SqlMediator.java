// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.FirstLine;
import dev.holdfast.sql.ConnectionSettings;
import dev.holdfast.xml.XmlElement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `<dblookup>` and `<dbreport>`: statements against a database, one after the other.
///
/// @param database which
/// @param statements in their order
/// @param reads whether rows are read, or changes made
record SqlMediator(ConnectionSettings database, List<SqlStatement> statements, boolean reads) implements Mediator {

    private static final String TIME_LIMIT = "A statement that takes more than 30 s is cut off.";

    private static final Syntax LOOKUP = Syntax.of(
                    "dblookup", "Reads the first row of each statement; its columns become properties.")
            .child("connection", "holds a pool, see below")
            .child("statement", "see below; one or more")
            .differs(TIME_LIMIT);

    private static final Syntax REPORT = Syntax.of("dbreport", "Makes changes in a database.")
            .child("connection", "holds a pool, see below")
            .child("statement", "see below, without result; one or more")
            .differs(TIME_LIMIT)
            .differs("With autocommit false all statements of one mediator are one transaction: all happen or none.");

    static final MediatorReader LOOKUP_READER =
            new ElementReader(LOOKUP, (element, reading) -> read(element, reading, true));
    static final MediatorReader REPORT_READER =
            new ElementReader(REPORT, (element, reading) -> read(element, reading, false));

    SqlMediator {
        statements = List.copyOf(statements);
    }

    private static Mediator read(XmlElement element, FlowReading reading, boolean reads) {
        Optional<ConnectionSettings> database = SqlConnection.read(element, reading);
        List<SqlStatement> statements = element.children("statement").stream()
                .map(child -> SqlStatement.read(child, reading))
                .toList();
        if (statements.isEmpty()) {
            reading.error(element, "<statement> is missing; <" + element.localName() + "> needs one or more");
        }
        return database.<Mediator>map(settings -> new SqlMediator(settings, statements, reads))
                .orElseGet(() -> _ -> Flow.CONTINUE);
    }

    @Override
    public Flow mediate(Exchange exchange) {
        try (Connection connection = exchange.services().databases().connection(database)) {
            runAll(connection, exchange);
        } catch (SQLException | IllegalArgumentException e) {
            throw new MediationException(
                    ErrorCodes.GENERIC,
                    "the database " + database.url().replaceAll("[?;].*", "") + " failed: "
                            + FirstLine.of(e.getMessage(), e.getClass().getSimpleName()),
                    Fault.Kind.OTHER,
                    e);
        }
        return Flow.CONTINUE;
    }

    private void runAll(Connection connection, Exchange exchange) throws SQLException {
        boolean whole = !database.pool().autoCommit();
        boolean done = false;
        try {
            for (SqlStatement statement : statements) {
                run(statement, connection, exchange);
            }
            if (whole) {
                connection.commit();
            }
            done = true;
        } finally {
            if (!done && whole) {
                connection.rollback();
            }
        }
    }

    private void run(SqlStatement statement, Connection connection, Exchange exchange) throws SQLException {
        try (PreparedStatement prepared = statement.prepare(connection, exchange)) {
            if (!reads) {
                prepared.executeUpdate();
                return;
            }
            prepared.setMaxRows(1);
            try (ResultSet rows = prepared.executeQuery()) {
                if (rows.next()) {
                    for (SqlStatement.Result result : statement.results()) {
                        @Nullable String value = text(rows, result.column());
                        if (value != null) {
                            exchange.set(Scope.DEFAULT, result.property(), PropertyValue.of(value));
                        }
                    }
                }
            }
        }
    }

    private static @Nullable String text(ResultSet rows, String column) throws SQLException {
        return column.chars().allMatch(Character::isDigit)
                ? rows.getString(Integer.parseInt(column))
                : rows.getString(column);
    }
}
