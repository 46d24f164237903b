// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often callers have come lately. Remembers the latest callers only, so that it stays small. Thread-safe.
final class CallerCounts {

    private static final int MOST_CALLERS = 10_000;

    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true);

    /// What one caller has done.
    ///
    /// @param ends when counting begins anew
    /// @param count since it began
    private record Window(Instant ends, int count) {}

    /// Counts a request.
    ///
    /// @return whether it is one of those that the caller may make
    synchronized boolean take(String caller, ThrottlePolicy.Limit.Rate rate, Instant now) {
        Window window = windows.get(caller);
        if (window == null || !now.isBefore(window.ends)) {
            window = new Window(now.plus(rate.unit()), 0);
        }
        boolean allowed = window.count < rate.most();
        boolean first = window.count == rate.most();
        Instant ends = first ? window.ends.plus(rate.prohibited()) : window.ends;
        windows.put(caller, new Window(ends, Math.min(window.count + 1, rate.most() + 1)));
        if (windows.size() > MOST_CALLERS) {
            windows.remove(windows.keySet().iterator().next());
        }
        return allowed;
    }
}
