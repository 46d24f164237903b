// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.grouping;

import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One call of append that waits for its outcome. Thread-safe.
///
/// @param <M> a message, as the engine gets it
final class AppendTicket<M> {

    private final List<M> messages;
    private final long bytes;
    private final Timer.Waiter waiter;
    private @Nullable AppendGroup<M> group;
    private @Nullable AppendOutcome outcome;
    private boolean givenUp;

    /// @param bytes of all messages
    AppendTicket(List<M> messages, long bytes, Timer.Waiter waiter) {
        this.messages = List.copyOf(messages);
        this.bytes = bytes;
        this.waiter = waiter;
    }

    List<M> messages() {
        return messages;
    }

    long bytes() {
        return bytes;
    }

    /// Becomes part of a transaction.
    ///
    /// @return whether the caller still waits
    synchronized boolean takenInto(AppendGroup<M> transaction) {
        if (!givenUp) {
            group = transaction;
        }
        return !givenUp;
    }

    /// Waits for the outcome.
    ///
    /// @param reason to be told when it has not come in time
    AppendOutcome await(Instant until, String reason) {
        try {
            waiter.await(until);
            return giveUp(reason, new TimeoutException(reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return giveUp("interrupted", e);
        }
    }

    /// The caller waits no more: what has not been decided will not be stored.
    private synchronized AppendOutcome giveUp(String reason, Exception cause) {
        givenUp = true;
        if (outcome != null) {
            return outcome;
        }
        Category known = group == null ? Category.UNAVAILABLE : group.attempt().giveUp();
        return new AppendOutcome.Failed(known, reason, cause);
    }

    void done(AppendOutcome end) {
        synchronized (this) {
            if (outcome == null) {
                outcome = end;
            }
        }
        waiter.signal();
    }
}
