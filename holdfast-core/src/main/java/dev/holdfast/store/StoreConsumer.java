// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import java.time.Duration;
import java.util.Optional;

/// Takes messages out of a store, each to be settled by itself and in any order. Thread-safe.
public interface StoreConsumer extends AutoCloseable {

    /// Waits for the next message.
    ///
    /// When this returns a delivery, no other consumer of the store holds it, and with a single consumer it is
    /// the oldest message that is not settled and not held. It stays in the store until it is settled.
    ///
    /// @param timeout how long to wait; zero looks without waiting
    /// @return empty when the time is over, or the window is full of unsettled deliveries
    /// @throws StoreException *unavailable* when the connection is lost: close this consumer and open another;
    ///     deliveries that it handed out come again
    Optional<Delivery> receive(Duration timeout) throws InterruptedException;

    /// Gives back what is unsettled, so that it is delivered again in its old order, and ends the consumer.
    @Override
    void close();
}
