// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

/// What the replays of a store have done.
///
/// @param replayed how many messages have gone on their way
/// @param left how often a message was meant and stayed where it is
/// @param failed how many replays could not go on
public record ReplayTotals(long replayed, long left, long failed) {

    /// Nothing.
    public static final ReplayTotals NONE = new ReplayTotals(0, 0, 0);
}
