// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.View;
import dev.holdfast.message.PropertyValue;
import java.net.URI;
import java.util.Optional;

/// Puts addresses together.
final class Addresses {

    private Addresses() {}

    /// An address with more of a path or a query behind it: one slash between paths, one query.
    static String joined(String address, String postfix) {
        if (postfix.isEmpty()) {
            return address;
        }
        int query = address.indexOf('?');
        String base = query < 0 ? address : address.substring(0, query);
        String ownQuery = query < 0 ? "" : address.substring(query + 1);
        int postfixQuery = postfix.indexOf('?');
        String path = postfixQuery < 0 ? postfix : postfix.substring(0, postfixQuery);
        String moreQuery = postfixQuery < 0 ? "" : postfix.substring(postfixQuery + 1);
        String separator = ownQuery.isEmpty() || moreQuery.isEmpty() ? "" : "&";
        String whole = ownQuery + separator + moreQuery;
        return joinedPaths(base, path) + (whole.isEmpty() ? "" : "?" + whole);
    }

    private static String joinedPaths(String base, String path) {
        if (path.isEmpty()) {
            return base;
        }
        if (base.endsWith("/") && path.startsWith("/")) {
            return base + path.substring(1);
        }
        return base.endsWith("/") || path.startsWith("/") ? base + path : base + "/" + path;
    }

    /// The path of the message's To at a member of a group.
    ///
    /// @throws EndpointException when the member has no port for how the message came
    static String ofMember(Target.Member member, View view) {
        String to = view.addressing("To").orElse("");
        Optional<URI> absolute = EndpointDefinition.httpUri(to);
        String scheme = view.property(Scope.DEFAULT, "TRANSPORT_IN_NAME")
                .map(PropertyValue::asText)
                .or(() -> absolute.map(URI::getScheme))
                .orElse(member.httpPort() > 0 ? "http" : "https");
        int port = scheme.equalsIgnoreCase("https") ? member.httpsPort() : member.httpPort();
        if (port == 0) {
            throw new EndpointException("member " + member.host() + " has no port for " + scheme);
        }
        String path = absolute.map(uri -> uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                .orElse(to);
        return joined(scheme + "://" + member.host() + ":" + port, path);
    }
}
