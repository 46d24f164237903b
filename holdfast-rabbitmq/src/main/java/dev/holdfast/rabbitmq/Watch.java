// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Cuts a connection off when a call over it takes too long. For calls that come one after the other, so often
/// that a timed task for each would cost more than the call: one task watches them all. The calls are made under
/// a lock.
final class Watch {

    private final Link link;
    private final AtomicBoolean armed = new AtomicBoolean();
    private volatile @Nullable Instant deadline;

    Watch(Link link) {
        this.link = link;
    }

    /// Makes a call; when it takes too long, the connection is cut off, and the call fails.
    <T> T within(Instant until, Link.Call<T> call) throws IOException {
        deadline = until;
        if (!armed.getAndSet(true)) {
            link.timer().at(until, this::look);
        }
        try {
            return call.run();
        } finally {
            deadline = null;
        }
    }

    private void look() {
        // In this order: a call that begins now either finds nobody looking or is found.
        armed.set(false);
        Instant until = deadline;
        if (until == null) {
            return;
        }
        if (!link.timer().instant().isBefore(until)) {
            link.cut();
        } else if (!armed.getAndSet(true)) {
            link.timer().at(until, this::look);
        }
    }
}
