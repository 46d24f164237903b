// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.InboundRequest.Peer;

/// What a request says before its body.
///
/// @param method a token
/// @param path of the target, as sent
/// @param query of the target, as sent
/// @param headers all fields, in order
/// @param framing how the body is delimited
/// @param protocol what the request asks of the connection
record RequestHead(String method, String path, String query, Headers headers, Framing framing, Protocol protocol) {

    /// How a body is delimited (RFC 9112, section 6).
    sealed interface Framing {

        /// There is none.
        record None() implements Framing {}

        /// So many bytes.
        record Counted(long bytes) implements Framing {}

        /// Chunks, until an empty one.
        record Chunked() implements Framing {}
    }

    /// What a request asks of the connection.
    ///
    /// @param version of HTTP
    /// @param persistent whether another request may follow
    /// @param expectsContinue whether the client waits for a 100 before it sends the body
    record Protocol(Version version, boolean persistent, boolean expectsContinue) {}

    /// Versions that are spoken.
    enum Version {
        HTTP_1_0,
        HTTP_1_1
    }

    InboundRequest toRequest(Content content, Peer peer) {
        return new InboundRequest(method, path, query, headers, content, peer);
    }
}
