// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sessions that a server of H2 still has after their connections were cut off here. Its client knows no
/// [Connection#abort], and forgets a connection that has not answered in time without closing its socket; so the
/// session, and every lock in it, lives until this process happens to collect garbage. They are ended over the
/// next connection instead. Thread-safe.
final class LostSessions {

    /// A number is given anew after the server has opened the database again; the start tells them apart.
    private static final String WHO =
            "SELECT SESSION_ID || ' ' || SESSION_START FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()";

    private static final String END =
            "SELECT ABORT_SESSION(SESSION_ID) FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID || ' ' || SESSION_START = ?";

    private static final Logger LOGGER = System.getLogger(LostSessions.class.getName());

    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    /// The connection, whose session is remembered when it is cut off, or was lost when it is closed.
    Connection watch(Connection connection) throws SQLException {
        String session = Query.text(connection, WHO);
        return (Connection) Proxy.newProxyInstance(
                LostSessions.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    switch (method.getName()) {
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
    void end(Connection connection) throws SQLException {
        for (String session : Set.copyOf(lost)) {
            try (PreparedStatement statement = connection.prepareStatement(END)) {
                statement.setString(1, session);
                statement.executeQuery();
            }
            lost.remove(session);
            LOGGER.log(Level.DEBUG, "ended a session that the database still had: {0}", session);
        }
    }
}
