// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.message.Headers;
import dev.holdfast.message.Headers.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which header fields of a message go out with it. Those of the connection and of the body are made anew.
public final class OutgoingHeaders {

    private static final Set<String> NEVER = Set.of(
            "connection",
            "content-length",
            "content-type",
            "date",
            "expect",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "server",
            "soapaction",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    private static final String USER_AGENT = "user-agent";
    private static final Set<String> OF_REQUESTS = Set.of(
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "authorization",
            "cookie",
            "forwarded",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "max-forwards",
            "origin",
            "range",
            "referer",
            USER_AGENT);

    private OutgoingHeaders() {}

    /// The fields for a request, without those that carry our ids.
    static Headers ofRequest(Headers headers, EndpointSettings settings) {
        EndpointSettings.IdHeaders ids = settings.ids();
        Set<String> dropped = named(headers);
        if (settings.userAgent() == EndpointSettings.UserAgent.OF_TRANSPORT) {
            dropped.add(USER_AGENT);
        }
        dropped.add(lower(ids.flow()));
        dropped.add(lower(ids.append()));
        dropped.add(lower(ids.attempt()));
        return without(headers, dropped);
    }

    /// The fields for a reply: what belongs to requests only says nothing there.
    public static Headers ofReply(Headers headers, EndpointSettings.IdHeaders ids) {
        Set<String> dropped = named(headers);
        dropped.addAll(OF_REQUESTS);
        dropped.add(lower(ids.append()));
        dropped.add(lower(ids.attempt()));
        return without(headers, dropped);
    }

    private static Headers without(Headers headers, Set<String> dropped) {
        List<Field> kept = new ArrayList<>(headers.fields().size());
        for (Field field : headers) {
            String name = lower(field.name());
            if (!NEVER.contains(name) && !dropped.contains(name)) {
                kept.add(field);
            }
        }
        return Headers.of(kept);
    }

    /// The fields that Connection names, which are of the connection as well.
    private static Set<String> named(Headers headers) {
        Set<String> names = new HashSet<>();
        for (String value : headers.all("Connection")) {
            for (String name : value.split(",", -1)) {
                names.add(lower(name.strip()));
            }
        }
        return names;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
