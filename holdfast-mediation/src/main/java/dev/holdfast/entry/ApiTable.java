// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.transport.InboundRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the API of a request by its context, the longest first. What that costs depends on the path, not on how
/// many APIs there are. Immutable.
final class ApiTable {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Map<List<String>, List<Api>> byContext = new HashMap<>();
    private final int deepest;

    /// An API, and how many segments of the path its context is.
    record Found(Api api, int depth) {}

    ApiTable(Collection<Api> apis) {
        int depth = 0;
        for (Api api : apis) {
            List<String> segments = RequestPath.of(api.context().base()).segments();
            byContext.computeIfAbsent(segments, any -> new ArrayList<>()).add(api);
            depth = Math.max(depth, segments.size());
        }
        deepest = depth;
    }

    /// @param door by which the request came: `default`, or the name of an inbound endpoint
    Optional<Found> find(InboundRequest request, RequestPath path, String door) {
        if (byContext.isEmpty() || !path.raw().startsWith("/")) {
            return Optional.empty();
        }
        for (int depth = Math.min(deepest, path.segments().size()); depth >= 0; depth--) {
            for (Api api : byContext.getOrDefault(path.segments().subList(0, depth), List.of())) {
                if (reaches(api.reach(), request, door)) {
                    return Optional.of(new Found(api, depth));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean reaches(Api.Reach reach, InboundRequest request, String door) {
        if (!reach.bindsTo().isEmpty() && !reach.bindsTo().contains(door)) {
            return false;
        }
        if (!reach.schemes().isEmpty()
                && !reach.schemes().contains(request.peer().scheme())) {
            return false;
        }
        if (reach.hostname().isEmpty() && reach.port().isEmpty()) {
            return true;
        }
        String host = request.headers().first("Host").orElse("").strip();
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        String name = hasPort ? host.substring(0, colon) : host;
        return reach.hostname().map(name::equalsIgnoreCase).orElse(true)
                && reach.port()
                        .map(port -> hasPort
                                ? port.toString().equals(host.substring(colon + 1))
                                : port == defaultPort(request))
                        .orElse(true);
    }

    private static int defaultPort(InboundRequest request) {
        return request.peer().scheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
    }
}
