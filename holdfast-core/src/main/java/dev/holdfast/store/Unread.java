// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

/// The optional face of a delivery whose message may still be in the store alone: a large body is read when
/// somebody looks at it, each time anew when nobody has kept it.
public interface Unread {

    /// How much memory [Delivery#received] takes beyond what the delivery has taken already, in bytes.
    long unreadBytes();

    /// The same for any delivery: 0 for one that has its message with it.
    static long bytesOf(Delivery delivery) {
        return delivery instanceof Unread unread ? unread.unreadBytes() : 0;
    }
}
