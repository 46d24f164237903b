// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

/// What a plain client waits for when it acknowledges a message.
enum Acknowledging {
    /// The engine has written it down and says so, as a store promises.
    CONFIRMED,
    /// Nothing: it takes the next message, and whether the engine has heard it is not known.
    UNCONFIRMED
}
