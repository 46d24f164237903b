// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import org.jspecify.annotations.Nullable;

/// How far a call to the broker has come, as agreed between the thread that makes it and the one that waits for
/// it: messages whose sending has not become decisive when it is given up are never sent. Thread-safe.
final class Attempt {

    private Stage stage = Stage.CONNECTING;
    private @Nullable Link link;

    private enum Stage {
        /// There is no connection yet.
        CONNECTING,
        /// Nothing that was done so far can store a message for good.
        PREPARING,
        /// The next thing that the broker hears stores the messages.
        DECISIVE,
        /// Nobody waits any more, and nothing will be stored.
        GIVEN_UP
    }

    /// The call goes over that connection.
    ///
    /// @throws StoreException *unavailable* when the call was given up
    synchronized void uses(Link used) {
        requireWanted();
        link = used;
        stage = Stage.PREPARING;
    }

    /// What comes next may store the messages.
    ///
    /// @throws StoreException *unavailable* when the call was given up
    synchronized void decisive() {
        requireWanted();
        stage = Stage.DECISIVE;
    }

    /// Nobody waits any more: cuts off the connection, so that the thread that makes the call ends.
    ///
    /// @return what is known about the messages
    synchronized Category giveUp() {
        Category known = stage == Stage.DECISIVE ? Category.UNKNOWN : Category.UNAVAILABLE;
        stage = Stage.GIVEN_UP;
        if (link != null) {
            link.cut();
        }
        return known;
    }

    /// What is known about the messages after the call has failed.
    synchronized Category failed(Throwable failure) {
        Category category = JmsFailures.categoryOfSend(failure);
        return switch (stage) {
            case DECISIVE -> category;
            case PREPARING -> category == Category.UNKNOWN ? Category.UNAVAILABLE : category;
            case CONNECTING, GIVEN_UP -> Category.UNAVAILABLE;
        };
    }

    private void requireWanted() {
        if (stage == Stage.GIVEN_UP) {
            throw new StoreException(Category.UNAVAILABLE, "given up before anything was sent");
        }
    }
}
