// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.Json;
import dev.holdfast.content.JsonSyntaxException;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.Failure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The token that one asker gets: got when it is needed, and kept until shortly before it ends. Thread-safe.
final class AskedToken {

    private static final Duration USUAL_LIFE = Duration.ofMinutes(50);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Tokens.Asker asker;
    private final Duration timeout;
    private final EndpointEnvironment environment;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong failures = new AtomicLong();
    private Optional<Kept> kept = Optional.empty();
    private Optional<Tokens.Answer> lastFailure = Optional.empty();

    /// @param until when it is not used any more
    /// @param refresh what gets the next one, if the last answer had it
    private record Kept(String token, Instant until, Optional<String> refresh) {

        @Override
        public String toString() {
            return "a token until " + until;
        }
    }

    /// @param timeout for one request for a token
    AskedToken(Tokens.Asker asker, Duration timeout, EndpointEnvironment environment) {
        this.asker = asker;
        this.timeout = timeout;
        this.environment = environment;
    }

    /// The token, got anew if there is none. Who comes while it is asked for gets what comes of that: else each of many
    /// would wait for a server that hangs, one after the other.
    Tokens.Answer get() {
        long before = failures.get();
        lock.lock();
        try {
            Instant now = environment.timer().instant();
            Optional<Kept> usable = kept.filter(token -> now.isBefore(token.until()));
            if (usable.isPresent()) {
                return new Tokens.Answer.Token(usable.get().token());
            }
            if (failures.get() > before && lastFailure.isPresent()) {
                return lastFailure.get();
            }
            Tokens.Answer answer = anew(kept.flatMap(Kept::refresh));
            if (answer instanceof Tokens.Answer.None) {
                lastFailure = Optional.of(answer);
                failures.incrementAndGet();
            }
            return answer;
        } finally {
            lock.unlock();
        }
    }

    /// The token was refused: it is not used again.
    void forget(String token) {
        lock.lock();
        try {
            kept = kept.map(known -> known.token().equals(token) ? new Kept("", Instant.MIN, known.refresh()) : known);
        } finally {
            lock.unlock();
        }
    }

    /// @param refresh a token for this alone, which a server may give with each answer; when it does not help, the
    ///     first way does
    private Tokens.Answer anew(Optional<String> refresh) {
        if (refresh.isPresent()) {
            Map<String, String> form = new TreeMap<>(asker.form());
            form.keySet().removeAll(List.of("username", "password"));
            form.put("grant_type", "refresh_token");
            form.put("refresh_token", refresh.get());
            Tokens.Answer answer = ask(form);
            if (answer instanceof Tokens.Answer.Token) {
                return answer;
            }
        }
        return ask(asker.form());
    }

    private Tokens.Answer ask(Map<String, String> form) {
        Headers headers = Headers.empty().with("Accept", "application/json");
        for (Map.Entry<String, String> header : asker.headers().entrySet()) {
            headers = headers.with(header.getKey(), header.getValue());
        }
        Content content = Content.ofText(encoded(form), FORM);
        Request request = new Request("POST", asker.url(), headers, content, timeout);
        return switch (environment.transport().exchange(request)) {
            case TransportResult.Answered(Response response, Optional<Failure> lostBody) -> read(response);
            case TransportResult.NotSent(Failure failure) -> none(failure.message());
            case TransportResult.InDoubt(Failure failure) -> none(failure.message());
        };
    }

    private Tokens.Answer read(Response response) {
        if (!response.isSuccessful()) {
            return none("it answered " + response.status());
        }
        try {
            JsonNode json = Json.read(response.content());
            String token = json.path("access_token").asString("");
            if (token.isEmpty()) {
                return none("its answer has no access_token");
            }
            Duration life = life(json.path("expires_in").asString(""));
            Optional<String> refresh =
                    Optional.of(json.path("refresh_token").asString("")).filter(text -> !text.isEmpty());
            kept = Optional.of(new Kept(token, environment.timer().instant().plus(life), refresh));
            return new Tokens.Answer.Token(token);
        } catch (JsonSyntaxException | UnreadableBodyException e) {
            return none("its answer is no JSON");
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

    private Tokens.Answer none(String reason) {
        return new Tokens.Answer.None(
                new Failure(ErrorCodes.NO_TOKEN, "there is no token from " + asker.url() + ": " + reason));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
