// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.net.URIAuthority;

/// A request in the form of the HTTP client, and what is known about it on its way.
///
/// @param message for the client
/// @param place where it goes, whatever its Host says
/// @param exchange what is known
record Outgoing(HttpUriRequestBase message, HttpHost place, Exchange exchange) {

    private static final int LAST_PORT = 65_535;
    private static final String HOST = "Host";

    /// Translates the request. Fields of the connection it came by, Content-Type and Expect are left out: the
    /// media type is that of the content, and no 100 is waited for. A Host that the request has takes the place of
    /// that of its target, and changes nothing else.
    static Outgoing of(Request request) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), ascii(request.target()));
        HttpHost place = new HttpHost(message.getScheme(), message.getAuthority());
        Headers headers = request.headers();
        headers.first(HOST).flatMap(Outgoing::authority).ifPresent(message::setAuthority);
        HopByHop hopByHop = HopByHop.of(headers);
        for (Headers.Field field : headers) {
            if (!isOurs(field.name()) && !hopByHop.contains(field.name())) {
                message.addHeader(new BasicHeader(field.name(), field.value()));
            }
        }
        if (request.method().equals("HEAD")) {
            // An answer to HEAD that wrongly has a body would be taken for the beginning of the next answer.
            message.addHeader(new BasicHeader(HopByHop.CONNECTION, "close"));
        }
        Content content = request.content();
        content.type().ifPresent(type -> message.addHeader(new BasicHeader("Content-Type", type)));
        Exchange exchange = new Exchange(message, request.timeout());
        if (!content.isEmpty()) {
            message.setEntity(new ContentEntity(content, exchange));
        }
        return new Outgoing(message, place, exchange);
    }

    /// Why the request cannot be sent at all.
    static Optional<String> flawOf(Request request) {
        String scheme = request.target().getScheme();
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            return Optional.of("the scheme is '" + scheme + "'; expected http or https");
        }
        if (request.target().getPort() > LAST_PORT) {
            return Optional.of("there is no such port; the last is " + LAST_PORT);
        }
        if (!Token.isToken(request.method())) {
            return Optional.of("the method is no token as in RFC 9110");
        }
        boolean wrongHost = request.headers()
                .first(HOST)
                .filter(host -> authority(host).isEmpty())
                .isPresent();
        return wrongHost ? Optional.of("the Host is none") : Optional.empty();
    }

    /// Of a host and maybe a port; nothing else belongs into the field.
    private static Optional<URIAuthority> authority(String host) {
        try {
            return Optional.ofNullable(URIAuthority.create(host))
                    .filter(found ->
                            found.getUserInfo() == null && found.toString().equals(host));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// Scheme, host and port: the path may hold what is nobody's business.
    static String nameOf(URI target) {
        String place = target.getScheme() + "://" + target.getHost();
        return target.getPort() < 0 ? place : place + ":" + target.getPort();
    }

    private static boolean isOurs(String name) {
        return name.equalsIgnoreCase(HOST) || name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("Expect");
    }

    private static URI ascii(URI target) {
        String text = target.toString();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return URI.create(target.toASCIIString());
            }
        }
        return target;
    }
}
