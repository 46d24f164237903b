// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.sql;

import java.time.Duration;
import java.util.Optional;

/// A database, and how many connections to it there may be. Its text shows no password.
///
/// @param driver the class of the JDBC driver
/// @param url of the database
/// @param login who connects; empty for nobody by name
/// @param pool how many connections, and of what kind
public record ConnectionSettings(String driver, String url, Optional<Login> login, Pool pool) {

    /// Who connects. Its text shows no password.
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /// How many connections, and of what kind.
    ///
    /// @param most at once
    /// @param patience for a free one
    /// @param autoCommit whether each statement is a transaction of its own; else all of one mediator are one
    /// @param isolation as [java.sql.Connection] names it; empty: what the database has
    public record Pool(int most, Duration patience, boolean autoCommit, Optional<Isolation> isolation) {

        /// 8 connections, 30 s, each statement by itself.
        public static Pool defaults() {
            return new Pool(8, Duration.ofSeconds(30), true, Optional.empty());
        }

        /// @throws IllegalArgumentException when a number is not positive
        public Pool {
            if (most < 1 || patience.toMillis() < 1) {
                throw new IllegalArgumentException("numbers are positive: " + most + ", " + patience);
            }
        }
    }

    /// What one transaction sees of another.
    public enum Isolation {
        /// Uncommitted changes.
        READ_UNCOMMITTED,
        /// Committed changes.
        READ_COMMITTED,
        /// The same rows again, perhaps with new ones.
        REPEATABLE_READ,
        /// Nothing.
        SERIALIZABLE;

        String jdbcName() {
            return "TRANSACTION_" + name();
        }
    }
}
