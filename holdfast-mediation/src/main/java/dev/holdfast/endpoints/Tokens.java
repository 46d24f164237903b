// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.Json;
import dev.holdfast.content.JsonSyntaxException;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.View;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.Failure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The tokens of one endpoint. One is got when it is needed, and kept until shortly before it ends; who asks with
/// other values gets another. Nothing of them is logged. Thread-safe.
final class Tokens {

    private static final int MOST = 100;
    private static final Duration USUAL_LIFE = Duration.ofMinutes(50);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Authentication.OAuth oauth;
    private final EndpointEnvironment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Asker, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asker, Kept> eldest) {
            return size() > MOST;
        }
    };

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

    /// @param until when it is not used any more
    /// @param refresh what gets the next one, if the last answer had it
    private record Kept(String token, Instant until, Optional<String> refresh) {

        @Override
        public String toString() {
            return "a token until " + until;
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

    /// The token, got anew if there is none. Who asks meanwhile waits for the same.
    Answer token(Asker asker) {
        lock.lock();
        try {
            Kept known = kept.get(asker);
            if (known != null && environment.timer().instant().isBefore(known.until())) {
                return new Answer.Token(known.token());
            }
            return get(asker, Optional.ofNullable(known).flatMap(Kept::refresh));
        } finally {
            lock.unlock();
        }
    }

    /// The token was refused: it is not used again.
    void forget(Asker asker, String token) {
        lock.lock();
        try {
            Kept known = kept.get(asker);
            if (known != null && known.token().equals(token)) {
                kept.put(asker, new Kept("", Instant.MIN, known.refresh()));
            }
        } finally {
            lock.unlock();
        }
    }

    /// @param refresh a token for this alone, which a server may give with each answer; when it does not help, the
    ///     first way does
    private Answer get(Asker asker, Optional<String> refresh) {
        if (refresh.isPresent()) {
            Map<String, String> form = new TreeMap<>(asker.form());
            form.keySet().removeAll(List.of("username", "password"));
            form.put("grant_type", "refresh_token");
            form.put("refresh_token", refresh.get());
            Answer answer = ask(asker, form);
            if (answer instanceof Answer.Token) {
                return answer;
            }
        }
        return ask(asker, asker.form());
    }

    private Answer ask(Asker asker, Map<String, String> form) {
        Headers headers = Headers.empty().with("Accept", "application/json");
        for (Map.Entry<String, String> header : asker.headers().entrySet()) {
            headers = headers.with(header.getKey(), header.getValue());
        }
        Content content = Content.ofText(encoded(form), FORM);
        Request request = new Request("POST", asker.url(), headers, content, oauth.timeout());
        return switch (environment.transport().exchange(request)) {
            case TransportResult.Answered(Response response, Optional<Failure> lostBody) -> read(asker, response);
            case TransportResult.NotSent(Failure failure) -> none(asker, failure.message());
            case TransportResult.InDoubt(Failure failure) -> none(asker, failure.message());
        };
    }

    private Answer read(Asker asker, Response response) {
        if (!response.isSuccessful()) {
            return none(asker, "it answered " + response.status());
        }
        try {
            JsonNode json = Json.read(response.content());
            String token = json.path("access_token").asString("");
            if (token.isEmpty()) {
                return none(asker, "its answer has no access_token");
            }
            Duration life = life(json.path("expires_in").asString(""));
            Optional<String> refresh =
                    Optional.of(json.path("refresh_token").asString("")).filter(text -> !text.isEmpty());
            kept.put(asker, new Kept(token, environment.timer().instant().plus(life), refresh));
            return new Answer.Token(token);
        } catch (JsonSyntaxException | UnreadableBodyException e) {
            return none(asker, "its answer is no JSON");
        }
    }

    /// How long a token is used: until shortly before its end.
    private static Duration life(String expiresIn) {
        try {
            Duration life = Duration.ofSeconds(Math.clamp(Long.parseLong(expiresIn.strip()), 0, Integer.MAX_VALUE));
            Duration half = life.dividedBy(2);
            return life.minus(half.compareTo(MARGIN) < 0 ? half : MARGIN);
        } catch (NumberFormatException e) {
            return USUAL_LIFE;
        }
    }

    private static Answer none(Asker asker, String reason) {
        return new Answer.None(
                new Failure(ErrorCodes.NO_TOKEN, "there is no token from " + asker.url() + ": " + reason));
    }

    private static Map<String, String> values(Map<String, AttributeValue> values, View view) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().of(view)));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
