// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoint.Outbound.SuspensionRule;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The suspension of one endpoint, and the log lines about it. Thread-safe.
final class Suspension {

    private static final Logger LOGGER = System.getLogger(Suspension.class.getName());
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.US)
            .withZone(ZoneId.systemDefault());

    private final String name;
    private final String address;
    private final InstantSource clock;
    private final AtomicReference<SuspensionState> state = new AtomicReference<>(new SuspensionState.Active());

    /// @param name of the endpoint
    /// @param address of it as logs show it, if it has one
    Suspension(String name, Optional<String> address, InstantSource clock) {
        this.name = name;
        this.address = address.map(text -> " with address " + text).orElse("");
        this.clock = clock;
    }

    SuspensionState state() {
        return state.get();
    }

    /// Until when it must not be tried; empty when it may.
    ///
    /// @param configured whether the artifact asks for suspensions
    Optional<Instant> forbids(SuspensionRule rule, boolean configured) {
        SuspensionState current = state.get();
        if (current instanceof SuspensionState.Active || current.isReady(clock.instant())) {
            return Optional.empty();
        }
        boolean unasked = current instanceof SuspensionState.Suspended && !configured;
        return unasked && rule == SuspensionRule.TRY_THROUGH_DEFAULT
                ? Optional.empty()
                : Optional.of(current.notBefore());
    }

    /// An answer came.
    void succeeded() {
        SuspensionState before = state.get();
        if (before instanceof SuspensionState.Active) {
            return;
        }
        if (state.compareAndSet(before, before.succeeded())) {
            LOGGER.log(
                    Level.INFO,
                    "Endpoint : " + name + " currently " + before.text()
                            + " will now be marked active since it processed its last message");
        }
    }

    /// No answer came.
    void failed(int code, SuspensionPolicy policy) {
        SuspensionState before;
        SuspensionState after;
        do {
            before = state.get();
            after = before.failed(code, policy, clock.instant());
        } while (!state.compareAndSet(before, after));
        if (!after.equals(before)) {
            report(policy.marks(code), before, after);
        }
    }

    private void report(boolean marked, SuspensionState before, SuspensionState after) {
        switch (after) {
            case SuspensionState.Active() -> {}
            case SuspensionState.Marked(int retriesLeft, Instant until) ->
                warn("Endpoint : " + name + " is marked as TIMEOUT and will be retried : " + (retriesLeft + 1)
                        + " more time/s after : " + DATE.format(until));
            case SuspensionState.Suspended(Duration duration, Instant until) -> {
                warn(
                        marked
                                ? "Endpoint : " + name
                                        + " has been marked for SUSPENSION, but no further retries remain."
                                        + " Thus it will be SUSPENDED."
                                : "Endpoint : " + name + address + " will be marked SUSPENDED as it failed");
                String last = before instanceof SuspensionState.Suspended(Duration lasted, Instant ended)
                        ? "last suspend duration was : " + lasted.toMillis() + "ms and "
                        : "";
                warn("Suspending endpoint : " + name + address + " - " + last
                        + "current suspend duration is : " + duration.toMillis() + "ms - Next retry after : "
                        + DATE.format(until));
            }
        }
    }

    private static void warn(String line) {
        LOGGER.log(Level.WARNING, line);
    }
}
