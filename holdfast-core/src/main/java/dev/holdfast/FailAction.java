// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

/// What follows when a message was not delivered and its attempts are used up, or its answer is one that is
/// not retried.
public enum FailAction {
    /// It is given up; its history says so.
    DROP,
    /// It goes to the dead-letter store with the reason, and the next one is tried. When that store does not
    /// take it, it stays where it is and the processor is deactivated.
    DLC_STORE,
    /// It stays where it is, and the processor is deactivated; after a while it tries again by itself. No
    /// answer but a 2xx is final then.
    DEACTIVATE
}
