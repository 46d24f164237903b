// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.transport.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Responses that were given lately, by what was asked. The one that was not asked for the longest goes first when
/// there is no room. Thread-safe.
final class ResponseCache {

    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final int mostEntries;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// A response, and its time.
    ///
    /// @param stored when it was kept
    /// @param until when it can be given again
    record Entry(Response response, Instant stored, Instant until) {
        private int size() {
            return response.content().size();
        }
    }

    ResponseCache(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    /// What was given to this question, unless it is too old.
    synchronized Optional<Entry> find(String key, Instant now) {
        Entry entry = entries.get(key);
        if (entry != null && now.isBefore(entry.until)) {
            return Optional.of(entry);
        }
        remove(key);
        return Optional.empty();
    }

    /// Keeps a response for a time.
    synchronized void keep(String key, Response response, Instant now, Duration time) {
        remove(key);
        Entry entry = new Entry(response, now, now.plus(time));
        if (entry.size() > MOST_BYTES) {
            return;
        }
        entries.put(key, entry);
        bytes += entry.size();
        Iterator<Entry> oldest = entries.values().iterator();
        while (entries.size() > mostEntries || bytes > MOST_BYTES) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
    }

    private void remove(String key) {
        Entry before = entries.remove(key);
        if (before != null) {
            bytes -= before.size();
        }
    }
}
