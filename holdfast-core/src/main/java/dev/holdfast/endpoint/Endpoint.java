// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoint;

/// A target of messages. Thread-safe; blocks the calling thread.
public interface Endpoint {

    /// The name by which artifacts refer to it; a description where it has none.
    String name();

    /// Sends the message, once.
    ///
    /// When this returns, at most one request has left this machine, and the result says what is known about
    /// it. A target that fails is a result, not an exception.
    ///
    /// @throws EndpointException when no request can be made of the message: its body or properties do not fit
    ///     the endpoint's definition
    SendResult send(Outbound outbound);
}
