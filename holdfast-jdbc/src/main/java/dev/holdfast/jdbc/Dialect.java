// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// What is special about a database. Stateless.
sealed interface Dialect permits PostgreSql, MariaDb, H2 {

    /// Statements for each new connection, which keep the database from ending it by itself or from answering a
    /// commit too early.
    List<String> sessionSettings();

    /// Whether connections that are cut off here can live on at the database.
    boolean losesSessions();

    /// What tells the session of the connection from all others, and from all before and after it.
    String session(Connection connection) throws SQLException;

    /// Ends that session, if the database still has it.
    ///
    /// @param connection another one
    /// @return whether nothing is left of it that others could wait for
    boolean endSession(Connection connection, String session) throws SQLException;

    /// The name of the file with the statements that make a table.
    String ddl();

    /// What tells the table from all others that share its locks.
    String identity(Connection connection, TableName table) throws SQLException;

    /// The columns, in lower case, that some index of the table begins with.
    Set<String> indexed(Connection connection, TableName table) throws SQLException;

    /// How many bytes a message may have.
    ///
    /// @param column the number of the column for messages
    Capacity capacity(Connection connection, ResultSetMetaData columns, int column) throws SQLException;

    /// Why the table cannot keep what it is given; empty when it can.
    List<String> refusals(Connection connection, TableName table) throws SQLException;

    /// What is dangerous about how the database is set, for people.
    List<String> warnings(Connection connection) throws SQLException;

    /// Makes sure that what was committed is on stable storage, where a commit alone does not.
    void flush(Connection connection) throws SQLException;

    /// How many appends may go on at once.
    int writers();

    /// What tells whose the rows of the table are, over a connection of a consumer.
    Claims claims(Connection connection, Table table, Ownership ownership);

    /// Whether a statement failed by a fault of the database that passes: nothing was done, and it may be tried again.
    default boolean isPassing(SQLException failure) {
        return false;
    }

    /// Takes the lock that says which process hands out the rows of the table, without waiting.
    ///
    /// @param connection with which the lock ends; it is used for nothing that ends a transaction
    /// @return whether it was to be had
    boolean tryToOwn(Connection connection, Table table) throws SQLException;
}
