// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.View;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.TransportResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Sends requests and says who sends them. Thread-safe.
interface Credentials {

    /// Sends the request once; with a token that the other side has refused, once more with a new one.
    TransportResult exchange(Request request, View view);

    static Credentials of(Authentication authentication, EndpointEnvironment environment) {
        return switch (authentication) {
            case Authentication.None() ->
                (request, view) -> environment.transport().exchange(request);
            case Authentication.Basic(AttributeValue username, AttributeValue password) ->
                (request, view) ->
                        environment.transport().exchange(with(request, basic(username.of(view), password.of(view))));
            case Authentication.OAuth oauth -> new OAuthCredentials(new Tokens(oauth, environment), environment);
        };
    }

    /// The value of Authorization for a name and a password (RFC 7617).
    static String basic(String username, String password) {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /// The request with that value of Authorization, in place of any that came with the message.
    static Request with(Request request, String authorization) {
        Headers headers = request.headers().with("Authorization", authorization);
        return new Request(request.method(), request.target(), headers, request.content(), request.timeout());
    }
}
