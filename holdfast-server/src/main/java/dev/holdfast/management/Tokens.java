// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// The access tokens of the management API: random, in memory, valid for an hour. Thread-safe.
final class Tokens {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int MOST = 1_000;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> expiries = new LinkedHashMap<>();

    Tokens(InstantSource clock) {
        this.clock = clock;
    }

    /// A new token. The oldest goes when there are too many.
    synchronized String issue() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        expiries.values().removeIf(expiry -> expiry.isBefore(clock.instant()));
        if (expiries.size() >= MOST) {
            expiries.remove(expiries.keySet().iterator().next());
        }
        expiries.put(token, clock.instant().plus(LIFETIME));
        return token;
    }

    /// Whether the token is valid.
    synchronized boolean isValid(String token) {
        Instant expiry = expiries.get(token);
        return expiry != null && clock.instant().isBefore(expiry);
    }

    /// Takes the token back.
    synchronized void revoke(String token) {
        expiries.remove(token);
    }
}
