// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.grouping.Attempt;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Calls to the broker on behalf of one store: within its time limit, and with failures told in its words.
/// Thread-safe.
final class Broker {

    private final String store;
    private final String place;
    private final TimeLimit limit;

    /// @param store its name
    /// @param place where the broker is
    /// @param timeout for each call
    /// @param calls how many may go on at the same time
    Broker(String store, String place, Timer timer, Duration timeout, int calls) {
        this.store = store;
        this.place = place;
        this.limit = new TimeLimit(timer, timeout, calls);
    }

    /// Makes a call.
    ///
    /// @param what is done, for the thread and for people, such as `append`
    /// @param attempt what decides about the category of a failure
    /// @throws StoreException when it failed, took too long or was interrupted
    <T> T call(String what, Attempt attempt, Callable<T> call) {
        try {
            return limit.run("jms-" + what, call);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failure(JmsFailures.category(attempt.stage(), cause), what, JmsFailures.reason(cause), cause);
        } catch (TimeoutException e) {
            throw failure(attempt.giveUp(), what, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(attempt.giveUp(), what, "interrupted", e);
        }
    }

    /// A failure in the words of the store.
    StoreException failure(Category category, String what, String reason, Throwable cause) {
        return new StoreException(category, text(what, reason), cause);
    }

    /// A failure in the words of the store.
    StoreException failure(Category category, String what, String reason) {
        return new StoreException(category, text(what, reason));
    }

    private String text(String what, String reason) {
        return "store " + store + ": " + what + " at " + place + " failed: " + reason;
    }
}
