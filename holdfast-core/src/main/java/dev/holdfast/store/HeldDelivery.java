// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import java.util.concurrent.atomic.AtomicBoolean;

/// A delivery that its consumer settles or takes back, once. Thread-safe.
public abstract class HeldDelivery implements Delivery {

    private final Received received;
    private final AtomicBoolean settled = new AtomicBoolean();

    /// @param received what is in it
    protected HeldDelivery(Received received) {
        this.received = received;
    }

    /// Has the consumer take it out of the store, as [Delivery#acknowledge].
    protected abstract void settle();

    /// Has the consumer take it back, as [Delivery#release].
    protected abstract void giveBack();

    @Override
    public final Received received() {
        return received;
    }

    /// @throws StoreException *closed* when it was settled or given back before
    @Override
    public final void acknowledge() {
        if (!settled.compareAndSet(false, true)) {
            throw new StoreException(
                    StoreException.Category.CLOSED, "the message is not held any more: it was settled before");
        }
        settle();
    }

    @Override
    public final void release() {
        if (settled.compareAndSet(false, true)) {
            giveBack();
        }
    }
}
