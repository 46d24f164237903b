// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import java.time.Instant;

/// Keeps one member to its pace. Told what happened and when, it says when the next new message may be taken;
/// retries are not its business. Not thread-safe: guarded by the lock of the queue that owns it.
interface Pacer {

    /// When the next message may be taken; [Instant#MAX] for never.
    Instant nextAt();

    /// A message was taken.
    void took(Instant now);

    /// A message that was taken has come to its end.
    void finished(Instant now);

    /// There was nothing to take.
    void foundEmpty(Instant now);
}
