// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.message.Headers;
import java.util.ArrayList;
import java.util.List;

/// Which header fields of a message belong to one connection and not to the message (RFC 9110, section 7.6.1),
/// framing among them. Whoever passes a message on leaves them out, and the side that writes makes its own.
final class HopByHop {

    static final String CONNECTION = "Connection";
    static final String CONTENT_LENGTH = "Content-Length";
    static final String TRANSFER_ENCODING = "Transfer-Encoding";

    private static final String[] ALWAYS = {
        CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING, "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Upgrade"
    };

    private final List<String> named;

    private HopByHop(List<String> named) {
        this.named = named;
    }

    /// Those of these headers.
    static HopByHop of(Headers headers) {
        return new HopByHop(tokens(headers, CONNECTION));
    }

    /// Whether a field of that name belongs to the connection.
    boolean contains(String name) {
        for (String always : ALWAYS) {
            if (always.equalsIgnoreCase(name)) {
                return true;
            }
        }
        for (String token : named) {
            if (token.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /// The elements of a field that is a list of tokens, over all its lines.
    static List<String> tokens(Headers headers, String name) {
        List<String> tokens = List.of();
        for (Headers.Field field : headers) {
            if (field.name().equalsIgnoreCase(name)) {
                tokens = tokens.isEmpty() ? new ArrayList<>(2) : tokens;
                split(field.value(), tokens);
            }
        }
        return tokens;
    }

    private static void split(String list, List<String> tokens) {
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            String token = list.substring(start, end).strip();
            if (!token.isEmpty()) {
                tokens.add(token);
            }
            start = end + 1;
        }
    }
}
