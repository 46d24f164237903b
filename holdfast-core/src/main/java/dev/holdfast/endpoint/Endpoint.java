// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoint;

/// A target of messages. Thread-safe; blocks the calling thread.
public interface Endpoint {

    /// The name by which artifacts refer to it; a description where it has none.
    String name();

    /// What is known of whether it is up. The same for all that send to it.
    Circuit circuit();

    /// Sends the message, once.
    ///
    /// When this returns, at most one request has left this machine, and the result says what is known about
    /// it. A target that fails is a result, not an exception. Two targets send more than one, each with the
    /// same append id: a group of endpoints goes on with the next when one fails, and answers InDoubt when no
    /// later one answered and any of the attempts is in doubt; an endpoint with tokens repeats what was
    /// answered 401 once, with a new token.
    ///
    /// @throws EndpointException when no request can be made of the message: its body or properties do not fit
    ///     the endpoint's definition
    SendResult send(Outbound outbound);
}
