// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What is cached, and for how long.
///
/// @param timeout how long a response can be given again
/// @param mostBytes of a response's body
/// @param methods of requests; empty for all
/// @param codes statuses of responses
/// @param excluded header fields that do not matter to the question, in lower case; `*` for all
/// @param obeying whether Cache-Control counts
record CacheRules(
        Duration timeout, long mostBytes, Set<String> methods, FullMatch codes, Set<String> excluded, boolean obeying) {

    private static final Set<String> NEVER = Set.of(
            "connection", "content-length", "date", "expect", "host", "keep-alive", "transfer-encoding", "user-agent");

    CacheRules {
        methods = Set.copyOf(methods);
        excluded = Set.copyOf(excluded);
    }

    /// What tells one question from another: method, address, header fields and body.
    String key(String method, String address, Headers headers, Content content) {
        MessageDigest digest = sha256();
        digest.update((method + "\n" + address + "\n").getBytes(StandardCharsets.UTF_8));
        if (!excluded.contains("*")) {
            TreeMap<String, String> relevant = new TreeMap<>();
            headers.forEach(field -> relevant.merge(
                    field.name().toLowerCase(Locale.ROOT), field.value(), (first, second) -> first + "," + second));
            relevant.keySet().removeAll(NEVER);
            relevant.keySet().removeAll(excluded);
            digest.update(relevant.toString().getBytes(StandardCharsets.UTF_8));
        }
        digest.update(content.buffer());
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Whether a request may be answered out of the cache.
    boolean asks(String method, Headers headers) {
        boolean fresh = obeying
                && directive(headers, "no-cache")
                        .or(() -> directive(headers, "no-store"))
                        .isPresent();
        return !fresh && (methods.isEmpty() || methods.contains(method.toUpperCase(Locale.ROOT)));
    }

    /// How long a response is kept; empty for not at all.
    Optional<Duration> keeps(Response response) {
        if (!codes.fits(Integer.toString(response.status()))
                || response.content().size() > mostBytes) {
            return Optional.empty();
        }
        if (!obeying) {
            return Optional.of(timeout);
        }
        Headers headers = response.headers();
        boolean forbidden = directive(headers, "no-store")
                .or(() -> directive(headers, "no-cache"))
                .or(() -> directive(headers, "private"))
                .isPresent();
        return forbidden
                ? Optional.empty()
                : directive(headers, "max-age").flatMap(CacheRules::seconds).or(() -> Optional.of(timeout));
    }

    private static Optional<String> directive(Headers headers, String name) {
        for (String value : headers.all("Cache-Control")) {
            for (String part : value.split(",", -1)) {
                String text = part.strip().toLowerCase(Locale.ROOT);
                if (text.equals(name) || text.startsWith(name + "=")) {
                    return Optional.of(text.substring(Math.min(text.length(), name.length() + 1)));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
