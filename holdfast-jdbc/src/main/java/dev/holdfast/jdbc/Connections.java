// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

/// Ends connections. Stateless.
final class Connections {

    private static final Logger LOGGER = System.getLogger(Connections.class.getName());

    private Connections() {}

    /// Cuts the connection off without waiting for the database, so that whoever hangs in it comes free. Some
    /// drivers ask the database to do it, or cannot do it: that goes on in the background.
    static void abort(Connection connection, Timer timer) {
        if (connection instanceof LostSessions.Watched watched) {
            watched.lose();
        }
        timer.start("jdbc-abort", () -> {
            try {
                connection.abort(Runnable::run);
                connection.close();
            } catch (SQLException e) {
                LOGGER.log(Level.DEBUG, "cut off: {0}", e.getMessage());
            }
        });
    }

    /// Closes the connection; that it could not say goodbye does not matter.
    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOGGER.log(Level.DEBUG, "not closed: {0}", e.getMessage());
        }
    }
}
