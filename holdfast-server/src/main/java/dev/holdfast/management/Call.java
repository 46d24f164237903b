// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.transport.InboundRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A call of the management API, taken apart.
///
/// @param method as in HTTP
/// @param path the parts of the path after `/management`
/// @param query the parameters
/// @param request as it came
record Call(String method, List<String> path, Map<String, String> query, InboundRequest request) {

    private static final String PREFIX = "/management/";

    /// Takes the request apart; empty when its path is not of the management API or cannot be read.
    static Optional<Call> of(InboundRequest request) {
        if (!request.path().startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            List<String> path = Arrays.stream(
                            request.path().substring(PREFIX.length()).split("/", -1))
                    .map(part -> decode(part.replace("+", "%2B")))
                    .toList();
            return Optional.of(new Call(request.method(), path, parameters(request.query()), request));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The first part of the path.
    String resource() {
        return path.getFirst();
    }

    /// The parameter, if it is given.
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : query.split("&", -1)) {
            String[] pair = part.split("=", 2);
            if (!pair[0].isEmpty()) {
                parameters.put(decode(pair[0]), pair.length > 1 ? decode(pair[1]) : "");
            }
        }
        return parameters;
    }

    /// As forms are written, where a plus sign is a space.
    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
