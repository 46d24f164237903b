// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.io.Serial;

/// There is no room in memory for what is to be made of a body.
public final class NoRoomException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Why.
    public enum Reason {
        /// Others have it, and did not give it back in time. It can be tried again later.
        BUSY,
        /// One piece of work alone would take more than it may.
        TOO_LARGE,
        /// It was the answer of a back end that could not be taken: what was asked for has happened.
        ANSWER
    }

    NoRoomException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// The same about the answer of a back end.
    public NoRoomException ofAnswer() {
        return new NoRoomException(Reason.ANSWER, "the answer of a back end: " + getMessage());
    }

    /// Why.
    public Reason reason() {
        return reason;
    }
}
