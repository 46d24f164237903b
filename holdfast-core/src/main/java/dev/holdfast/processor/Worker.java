// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Instant;

/// What an active processor runs: opened at activation, closed at deactivation, used once.
interface Worker {

    /// Begins to take messages; returns at once.
    void start();

    /// Takes no more messages, waits for those in flight until the limit, interrupts them then, and closes the
    /// consumer.
    ///
    /// When this returns, no thread of this worker touches a message any more.
    void stop(Instant limit);
}
