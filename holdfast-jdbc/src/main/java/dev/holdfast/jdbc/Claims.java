// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// Which rows are in the hands of one consumer. They are its own until it releases them or its connection ends,
/// however that happens; no time limit takes them away. Used by one thread.
interface Claims {

    /// Takes those rows that are nobody's.
    ///
    /// @param rows none of them held already
    /// @return those that are held now
    List<Long> claim(List<Long> rows) throws SQLException;

    /// Gives rows back.
    void release(Collection<Long> rows) throws SQLException;

    /// Which ownership of the table the rows are taken under; 0 when another process is the owner now.
    long turn() throws SQLException;

    /// Whether rows are deleted in a transaction that begins with [#prove].
    boolean proves();

    /// Fails, within the transaction that is to delete rows, when they may be somebody else's by now.
    void prove() throws SQLException;

    /// The connection has ended, or is about to. May be called by any thread.
    void end();
}
