// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import java.util.OptionalLong;

/// The optional face of a store that can be asked how many messages it holds.
public interface Countable {

    /// The number of messages in the engine, held ones included, measured there and not derived from what went
    /// in and out; empty when the engine cannot say exactly just now. May take long and costs the engine work.
    OptionalLong count();
}
