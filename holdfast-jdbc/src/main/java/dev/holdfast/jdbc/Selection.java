// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Finds the rows that are to be handed out next, and takes them. Used by one thread.
interface Selection {

    /// Takes the next rows.
    ///
    /// @param want so many at most
    /// @param held rows that are held already
    /// @return the indexes of those that are held now, in their order
    List<Long> next(Connection connection, Claims claims, int want, Set<Long> held) throws SQLException;

    /// Rows have been deleted, within the transaction that does it.
    ///
    /// @param places their places in this order
    void settled(Connection connection, Collection<Long> places) throws SQLException;
}
