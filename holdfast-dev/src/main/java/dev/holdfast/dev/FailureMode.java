// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.dev;

/// How a back end answers the next requests. Thread-safe.
final class FailureMode {

    private int status;
    private long left;

    /// @param status the status to answer with
    /// @param times for so many requests
    FailureMode(int status, long times) {
        this.status = status;
        this.left = times;
    }

    /// Changes it for the requests to come.
    synchronized void set(int newStatus, long times) {
        status = newStatus;
        left = times;
    }

    /// The status that the next request must be answered with; 0 for the usual answer.
    synchronized int next() {
        if (left == 0) {
            return 0;
        }
        left--;
        return status;
    }
}
