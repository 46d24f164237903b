// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.View;
import dev.holdfast.transport.TransportResult.Failure;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// The tokens of one endpoint: who asks with other values gets another. Nothing of them is logged. Thread-safe.
final class Tokens {

    private static final int MOST = 100;

    private final Authentication.OAuth oauth;
    private final EndpointEnvironment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Asker, AskedToken> kept = new Recent<>(MOST);

    /// What came of asking.
    sealed interface Answer {

        /// A token.
        record Token(String value) implements Answer {

            @Override
            public String toString() {
                return "a token";
            }
        }

        /// None.
        record None(Failure failure) implements Answer {}
    }

    /// The request for a token, all values filled in.
    record Asker(URI url, Map<String, String> form, Map<String, String> headers) {

        @Override
        public String toString() {
            return "a request to " + url;
        }
    }

    Tokens(Authentication.OAuth oauth, EndpointEnvironment environment) {
        this.oauth = oauth;
        this.environment = environment;
    }

    /// Who asks for the token of a message.
    ///
    /// @throws IllegalArgumentException when the URL is none
    Asker asker(View view) {
        String url = oauth.tokenUrl().of(view).strip();
        URI uri = EndpointDefinition.httpUri(url)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the URL for tokens is '" + url + "'; expected an absolute URI of http or https"));
        Map<String, String> form = new TreeMap<>(values(oauth.form(), view));
        switch (oauth.grant()) {
            case Authentication.Grant.ClientCredentials() -> form.put("grant_type", "client_credentials");
            case Authentication.Grant.Password(AttributeValue username, AttributeValue password) -> {
                form.put("grant_type", "password");
                form.put("username", username.of(view));
                form.put("password", password.of(view));
            }
            case Authentication.Grant.Refresh(AttributeValue token) -> {
                form.put("grant_type", "refresh_token");
                form.put("refresh_token", token.of(view));
            }
        }
        Map<String, String> headers = new TreeMap<>(values(oauth.headers(), view));
        Authentication.Client client = oauth.client();
        if (client.inBody()
                .filter(mode -> mode.of(view).strip().equalsIgnoreCase("payload"))
                .isPresent()) {
            form.put("client_id", client.id().of(view));
            form.put("client_secret", client.secret().of(view));
        } else {
            headers.put(
                    "Authorization",
                    Credentials.basic(client.id().of(view), client.secret().of(view)));
        }
        return new Asker(uri, form, headers);
    }

    /// The token, got anew if there is none. Who asks meanwhile with the same values waits for the same, also if there
    /// is none.
    Answer token(Asker asker) {
        return kept(asker).get();
    }

    /// The token was refused: it is not used again.
    void forget(Asker asker, String token) {
        kept(asker).forget(token);
    }

    private AskedToken kept(Asker asker) {
        lock.lock();
        try {
            return kept.computeIfAbsent(asker, key -> new AskedToken(key, oauth.timeout(), environment));
        } finally {
            lock.unlock();
        }
    }

    private static Map<String, String> values(Map<String, AttributeValue> values, View view) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().of(view)));
    }
}
