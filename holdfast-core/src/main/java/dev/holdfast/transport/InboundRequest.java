// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.transport;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;

/// A request as a client sent it, whole.
///
/// @param method as in RFC 9110, section 9
/// @param path of the target, as sent, without the query
/// @param query of the target, as sent, without the question mark; empty when there is none
/// @param headers all fields, in order
/// @param content the body and its media type
/// @param peer how it came
public record InboundRequest(String method, String path, String query, Headers headers, Content content, Peer peer) {

    /// How a request came.
    ///
    /// @param scheme `http` or `https`
    /// @param remoteAddress of the client, numeric
    /// @param localAddress that it connected to, numeric
    public record Peer(String scheme, String remoteAddress, String localAddress) {}
}
