// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.transport;

import java.util.Optional;

/// What came of a request.
public sealed interface TransportResult {

    /// An answer came, whatever it says.
    ///
    /// @param response what came; without content when the body was lost
    /// @param lostBody why the body could not be read, if it could not: the status counts all the same
    record Answered(Response response, Optional<Failure> lostBody) implements TransportResult {

        /// A whole answer.
        public Answered(Response response) {
            this(response, Optional.empty());
        }
    }

    /// Nothing of the request left this machine: sending it again can make no duplicate.
    record NotSent(Failure failure) implements TransportResult {}

    /// Bytes of the request left, and no answer came: the receiver may or may not have acted on it.
    record InDoubt(Failure failure) implements TransportResult {}

    /// Why there is no answer.
    ///
    /// @param code one of Synapse's error codes for senders, such as 101503 for a refused connection
    /// @param message in one line, fit for clients and logs
    record Failure(int code, String message) {}
}
