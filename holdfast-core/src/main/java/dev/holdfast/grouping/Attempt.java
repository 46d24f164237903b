// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.grouping;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;

/// How far a call to an engine has come, as agreed between the thread that makes it and those that wait for it:
/// messages whose storing has not become decisive when it is given up are never stored. Thread-safe.
public final class Attempt {

    private Stage stage = Stage.CONNECTING;
    private Runnable cut = () -> {};

    /// How far it has come.
    public enum Stage {
        /// There is no connection yet.
        CONNECTING,
        /// Nothing that was done so far can store a message for good.
        PREPARING,
        /// The next thing that the engine hears stores the messages.
        DECISIVE,
        /// Nobody waits any more, and nothing will be stored.
        GIVEN_UP
    }

    /// The call goes over a connection.
    ///
    /// @param connectionCut cuts the connection off without waiting for the engine, so that the thread that makes
    ///     the call ends
    /// @throws StoreException *unavailable* when the call was given up
    public synchronized void uses(Runnable connectionCut) {
        requireWanted();
        cut = connectionCut;
        stage = Stage.PREPARING;
    }

    /// What comes next may store the messages.
    ///
    /// @throws StoreException *unavailable* when the call was given up
    public synchronized void decisive() {
        requireWanted();
        stage = Stage.DECISIVE;
    }

    /// One of those who wait has no time left: cuts off the connection.
    ///
    /// @return what is known about the messages
    public synchronized Category giveUp() {
        Category known = stage == Stage.DECISIVE ? Category.UNKNOWN : Category.UNAVAILABLE;
        if (stage != Stage.DECISIVE) {
            stage = Stage.GIVEN_UP;
        }
        cut.run();
        return known;
    }

    /// How far it has come.
    public synchronized Stage stage() {
        return stage;
    }

    private void requireWanted() {
        if (stage == Stage.GIVEN_UP) {
            throw new StoreException(Category.UNAVAILABLE, "given up before anything was stored");
        }
    }
}
