// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.message.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which child of a group has set which session cookie. Thread-safe.
final class Sessions {

    private static final int MOST = 10_000;
    private static final Pattern COOKIE = Pattern.compile("(?:^|;)\\s*JSESSIONID=\"?([^;\"\\s]+)");

    private final Duration idle;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Session> sessions = new Recent<>(MOST);

    /// A session.
    private record Session(int child, Instant until) {}

    /// @param idle how long one is remembered after its last message
    Sessions(Duration idle, InstantSource clock) {
        this.idle = idle;
        this.clock = clock;
    }

    /// The child of the session that a request belongs to.
    Optional<Integer> childOf(Headers request) {
        return cookie(request, "Cookie").flatMap(this::find);
    }

    /// Remembers the session that an answer begins or goes on with.
    void remember(Headers answer, int child) {
        cookie(answer, "Set-Cookie").ifPresent(id -> put(id, child));
    }

    private Optional<Integer> find(String id) {
        lock.lock();
        try {
            Session session = sessions.get(id);
            if (session == null) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            if (!now.isBefore(session.until())) {
                sessions.remove(id);
                return Optional.empty();
            }
            sessions.put(id, new Session(session.child(), now.plus(idle)));
            return Optional.of(session.child());
        } finally {
            lock.unlock();
        }
    }

    private void put(String id, int child) {
        lock.lock();
        try {
            sessions.put(id, new Session(child, clock.instant().plus(idle)));
        } finally {
            lock.unlock();
        }
    }

    private static Optional<String> cookie(Headers headers, String field) {
        for (String value : headers.all(field)) {
            Matcher matcher = COOKIE.matcher(value);
            if (matcher.find()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }
}
