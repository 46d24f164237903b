// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import dev.holdfast.settings.Parameters;
import java.time.Duration;
import java.util.Optional;

/// How long an append may take before it is given up, the same for every store with an engine of its own: where a
/// failover store stands behind it, it should give up soon.
///
/// @param asked what the artifact says, if it says something
public record SendTimeout(Optional<Duration> asked) {

    /// The parameter by which an artifact says it, in milliseconds.
    public static final String PARAMETER = "store.send.timeout";

    private static final Duration WITH_FAILOVER = Duration.ofMillis(800);
    private static final Duration WITHOUT_FAILOVER = Duration.ofSeconds(30);

    /// What the artifact says.
    public static SendTimeout read(Parameters parameters) {
        return new SendTimeout(
                parameters.text(PARAMETER).map(_ -> Duration.ofMillis(parameters.count(PARAMETER, 1, 1))));
    }

    /// What counts: what was asked for, else 800 ms with a failover store and 30 s without.
    public Duration limit(boolean hasFailover) {
        return asked.orElse(hasFailover ? WITH_FAILOVER : WITHOUT_FAILOVER);
    }
}
