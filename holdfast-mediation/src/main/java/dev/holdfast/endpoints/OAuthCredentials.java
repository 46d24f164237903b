// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.View;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.Failure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Sends requests with a token. Thread-safe.
///
/// An answer 401 says that the token was refused, and the message with it: the one case in which a send is repeated by
/// itself, once, with a new token and the same append id.
final class OAuthCredentials implements Credentials {

    private static final Logger LOGGER = System.getLogger(OAuthCredentials.class.getName());
    private static final int UNAUTHORIZED = 401;

    private final Tokens tokens;
    private final EndpointEnvironment environment;

    OAuthCredentials(Tokens tokens, EndpointEnvironment environment) {
        this.tokens = tokens;
        this.environment = environment;
    }

    @Override
    public TransportResult exchange(Request request, View view) {
        Tokens.Asker asker = tokens.asker(view);
        return switch (tokens.token(asker)) {
            case Tokens.Answer.None(Failure failure) -> new TransportResult.NotSent(failure);
            case Tokens.Answer.Token(String token) -> {
                TransportResult first = send(request, token);
                yield isUnauthorized(first) ? again(request, asker, token, first) : first;
            }
        };
    }

    private TransportResult again(Request request, Tokens.Asker asker, String refused, TransportResult first) {
        tokens.forget(asker, refused);
        return switch (tokens.token(asker)) {
            case Tokens.Answer.None(Failure failure) -> {
                LOGGER.log(Level.WARNING, "No new token after an answer 401: " + failure.message());
                yield first;
            }
            case Tokens.Answer.Token(String token) -> send(request, token);
        };
    }

    private TransportResult send(Request request, String token) {
        return environment.transport().exchange(Credentials.with(request, "Bearer " + token));
    }

    private static boolean isUnauthorized(TransportResult result) {
        return result instanceof TransportResult.Answered answered
                && answered.response().status() == UNAUTHORIZED;
    }
}
