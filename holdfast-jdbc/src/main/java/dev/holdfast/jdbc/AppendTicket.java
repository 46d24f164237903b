// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One call of append that waits for its outcome. Thread-safe.
final class AppendTicket {

    private final List<NewRow> rows;
    private final long bytes;
    private final Timer.Waiter waiter;
    private @Nullable AppendBatch batch;
    private @Nullable Outcome outcome;
    private boolean givenUp;

    /// A message that becomes a row.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record NewRow(String messageId, byte[] bytes, OptionalLong sequence) {}

    /// How an append ended.
    sealed interface Outcome {

        /// All messages are on stable storage.
        record Stored() implements Outcome {}

        /// They are not, or it is not known.
        record Failed(Category category, String reason, Throwable cause) implements Outcome {}
    }

    AppendTicket(List<NewRow> rows, Timer.Waiter waiter) {
        this.rows = List.copyOf(rows);
        this.bytes = rows.stream().mapToLong(row -> row.bytes().length).sum();
        this.waiter = waiter;
    }

    List<NewRow> rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    Timer.Waiter waiter() {
        return waiter;
    }

    /// Becomes part of a transaction.
    ///
    /// @return whether the caller still waits
    synchronized boolean takenInto(AppendBatch transaction) {
        if (!givenUp) {
            batch = transaction;
        }
        return !givenUp;
    }

    /// The caller has no time left: what has not been decided will not be stored.
    ///
    /// @return how it ended
    synchronized Outcome giveUp(String reason) {
        givenUp = true;
        if (outcome != null) {
            return outcome;
        }
        Category known = batch == null ? Category.UNAVAILABLE : batch.giveUp();
        return new Outcome.Failed(known, reason, new SQLException(reason));
    }

    void done(Outcome end) {
        synchronized (this) {
            if (outcome == null) {
                outcome = end;
            }
        }
        waiter.signal();
    }
}
