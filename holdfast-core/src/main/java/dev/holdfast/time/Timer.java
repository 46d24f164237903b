// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.time;

import java.time.Instant;
import java.time.InstantSource;

/// The one source of time: what time it is, tasks at a time, waits until a time, and threads that live in that
/// time. A runtime that takes all of these from here runs on a simulated clock as well as on the real one.
/// Thread-safe.
public interface Timer extends InstantSource {

    /// Runs the task on a thread of its own at that time or soon after; at once when the time has passed.
    Task at(Instant when, Runnable task);

    /// A new meeting point between one waiting thread and those that wake it.
    Waiter newWaiter();

    /// Starts a virtual thread.
    ///
    /// @param name shown in thread dumps
    /// @param body what it runs; what it throws goes to the thread's handler for uncaught exceptions
    Thread start(String name, Runnable body);

    /// A task that waits for its time.
    interface Task {

        /// Takes the task back; it may already be running.
        void cancel();
    }

    /// Where a thread waits until a time or a signal. A signal that comes while nobody waits is kept, once, for
    /// the next wait. Thread-safe.
    interface Waiter {

        /// Waits.
        ///
        /// @param until when to give up; [Instant#MAX] for never
        /// @return true after a signal, false when the time has come
        boolean await(Instant until) throws InterruptedException;

        /// Ends the current wait or the next one.
        void signal();
    }
}
