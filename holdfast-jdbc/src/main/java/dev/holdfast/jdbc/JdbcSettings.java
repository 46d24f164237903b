// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.store.SendTimeout;
import dev.holdfast.upstream.WireFormat;
import java.sql.Driver;
import java.util.Optional;

/// How a store reaches its table.
///
/// @param driver speaks to the database
/// @param url of the database; secrets may be in it
/// @param login empty for nobody by name
/// @param table its name
/// @param createTable whether to make the table when there is none
/// @param format in which messages are written
/// @param sendTimeout how long an append may take
record JdbcSettings(
        Driver driver,
        String url,
        Optional<Login> login,
        TableName table,
        boolean createTable,
        WireFormat format,
        SendTimeout sendTimeout) {

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

    /// The place; no secrets.
    @Override
    public String toString() {
        return place();
    }
}
