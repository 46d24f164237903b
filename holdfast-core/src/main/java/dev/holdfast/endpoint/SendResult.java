// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoint;

import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Instant;
import java.util.Optional;

/// What is known after a send.
public sealed interface SendResult {

    /// The target took the message: it answered 2xx.
    ///
    /// @param response without content when its body was lost
    /// @param lostBody why the body could not be read, if it could not
    record Delivered(Response response, Optional<Failure> lostBody) implements SendResult {

        /// With the whole answer.
        public Delivered(Response response) {
            this(response, Optional.empty());
        }
    }

    /// The target answered, and not with a 2xx.
    record Refused(Response response) implements SendResult {}

    /// Nothing left this machine: a repeat can make no duplicate.
    record NotSent(Failure failure) implements SendResult {}

    /// Bytes left and no answer came: the one case in which a repeat can be a duplicate.
    record InDoubt(Failure failure) implements SendResult {}

    /// The endpoint is suspended; nothing was tried.
    ///
    /// @param until when it may be tried again
    /// @param failure what a mediator reports (303001)
    record Suspended(Instant until, Failure failure) implements SendResult {}
}
