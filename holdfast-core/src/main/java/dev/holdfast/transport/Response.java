// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.transport;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;

/// An answer: of a back end to us, or of us to a client.
///
/// @param status 200 to 599
/// @param headers without framing fields
/// @param content the body and its media type
/// @param phrase what stands behind the status; empty for the usual one
public record Response(int status, Headers headers, Content content, String phrase) {

    /// @throws IllegalArgumentException when the phrase cannot stand in a status line
    public Response {
        if (phrase.chars().anyMatch(c -> c < ' ' || c == 0x7f || c > 0xff)) {
            throw new IllegalArgumentException("the phrase of a status line is one line of ISO 8859-1");
        }
    }

    /// An answer with the usual phrase.
    public Response(int status, Headers headers, Content content) {
        this(status, headers, content, "");
    }

    /// An answer without a body.
    public static Response of(int status) {
        return new Response(status, Headers.empty(), Content.empty());
    }

    /// Whether the status is 2xx.
    public boolean isSuccessful() {
        return status / 100 == 2;
    }

    /// This answer with one header field set.
    public Response with(String name, String value) {
        return new Response(status, headers.with(name, value), content, phrase);
    }
}
