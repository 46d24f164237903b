// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sessions that a server may still have after their connections were cut off here, and the locks in them. A server
/// notices the end of a connection a moment later, and where the network between has lost it, hours later. The client
/// of H2 knows no [Connection#abort], and forgets a connection that has not answered in time without closing its
/// socket. They are ended over the next connection. Thread-safe.
final class LostSessions {

    /// A server that is asked so often has had time enough.
    private static final int TURNS = 100;

    private static final Logger LOGGER = System.getLogger(LostSessions.class.getName());

    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    /// A connection whose session is remembered.
    interface Watched {

        /// It is about to be cut off.
        void lose();
    }

    /// The connection, whose session is remembered when it is cut off, or was lost when it is closed.
    Connection watch(Connection connection, Dialect dialect) throws SQLException {
        String session = dialect.session(connection);
        return (Connection) Proxy.newProxyInstance(
                LostSessions.class.getClassLoader(),
                new Class<?>[] {Connection.class, Watched.class},
                (_, method, arguments) -> {
                    switch (method.getName()) {
                        case "lose" -> {
                            lost.add(session);
                            return null;
                        }
                        case "abort" -> lost.add(session);
                        case "close" -> {
                            if (connection.isClosed()) {
                                lost.add(session);
                            }
                        }
                        default -> {}
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /// Ends what was lost before.
    ///
    /// When this returns, no lock is left of it.
    ///
    /// @throws SQLException also when the database still has a session after some time
    void end(Connection connection, Dialect dialect) throws SQLException {
        for (String session : Set.copyOf(lost)) {
            int turns = 1;
            while (!dialect.endSession(connection, session)) {
                if (turns == TURNS) {
                    throw new SQLException("the database still has a session of this store that was cut off (" + session
                            + "), and with it the messages that it held");
                }
                turns++;
            }
            lost.remove(session);
            LOGGER.log(Level.DEBUG, "ended a session that was cut off: {0}", session);
        }
    }
}
