// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.util.function.BooleanSupplier;

/// Something that appends to an engine and takes from it, message by message: a store, or a plain client of the
/// engine that does the same. Thread-safe.
interface StoreClient extends AutoCloseable {

    /// Opens what one thread needs to append.
    ///
    /// @return appends one message of 1 KiB and returns when it is durable; used by that thread
    Runnable appender();

    /// Opens what one thread needs to take messages.
    ///
    /// @return receives a message and acknowledges it; false, or no end, when there is none; used by that thread
    BooleanSupplier taker();

    /// Ends use of the engine.
    @Override
    void close();
}
