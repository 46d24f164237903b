// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.transport;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import java.net.URI;
import java.time.Duration;

/// A request that is about to be sent.
///
/// @param method as in RFC 9110, section 9
/// @param target absolute, with scheme and host
/// @param headers what is to be sent; framing and Content-Type are the transport's, and so is Host, unless it is here
/// @param content the body and its media type
/// @param timeout for the whole exchange, from connecting to the last byte of the answer
public record Request(String method, URI target, Headers headers, Content content, Duration timeout) {

    /// @throws IllegalArgumentException when the target is not absolute or the timeout not positive
    public Request {
        if (!target.isAbsolute() || target.getHost() == null) {
            throw new IllegalArgumentException("not an absolute URI with a host: " + target);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a timeout is positive, not " + timeout);
        }
    }
}
