// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

import java.time.Duration;
import java.util.Optional;

/// How a message asks to be kept.
///
/// @param priority 0 (lowest) to 9, as in JMS; 4 is normal. Stores without priorities ignore it
/// @param timeToLive after which the message may end as *expired*; none: it never does
/// @param durable false only where the artifact asks for a non-persistent delivery mode
public record StorageOptions(int priority, Optional<Duration> timeToLive, boolean durable) {

    private static final StorageOptions NORMAL = new StorageOptions(4, Optional.empty(), true);

    /// @throws IllegalArgumentException when the priority is not in 0 to 9 or the time to live is not positive
    public StorageOptions {
        if (priority < 0 || priority > 9) {
            throw new IllegalArgumentException("a priority is 0 to 9, not " + priority);
        }
        if (timeToLive.isPresent() && !timeToLive.get().isPositive()) {
            throw new IllegalArgumentException("a time to live is positive, not " + timeToLive.get());
        }
    }

    /// Priority 4, no time to live, durable.
    public static StorageOptions normal() {
        return NORMAL;
    }
}
