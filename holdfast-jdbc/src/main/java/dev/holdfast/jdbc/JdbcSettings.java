// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.upstream.WireFormat;
import java.sql.Driver;
import java.time.Duration;
import java.util.Optional;

/// How a store reaches its table.
///
/// @param driver speaks to the database
/// @param url of the database; secrets may be in it
/// @param login empty for nobody by name
/// @param table its name
/// @param createTable whether to make the table when there is none
/// @param format in which messages are written
/// @param sendTimeout none: by whether a failover store exists
record JdbcSettings(
        Driver driver,
        String url,
        Optional<Login> login,
        TableName table,
        boolean createTable,
        WireFormat format,
        Optional<Duration> sendTimeout) {

    private static final Duration WITH_FAILOVER = Duration.ofMillis(800);
    private static final Duration WITHOUT_FAILOVER = Duration.ofSeconds(30);

    /// Who connects. Its text shows no password.
    record Login(String user, String password) {

        /// The user only.
        @Override
        public String toString() {
            return user;
        }
    }

    /// Where the table is, for messages to people: without parameters and logins, which may be secrets.
    String place() {
        String plain = url.split("[?;]", 2)[0];
        return plain.replaceAll("//[^/@]*@", "//") + " table " + table;
    }

    /// How long an append may take before it is given up.
    Duration sendTimeout(boolean hasFailover) {
        return sendTimeout.orElse(hasFailover ? WITH_FAILOVER : WITHOUT_FAILOVER);
    }

    /// The place; no secrets.
    @Override
    public String toString() {
        return place();
    }
}
