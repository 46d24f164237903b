// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.AppendId;
import dev.holdfast.store.Delivery;
import java.util.Optional;

/// A delivery in the hands of a processor.
///
/// @param key whose order it belongs to
/// @param bytes how much memory its message takes as long as the delivery is there
/// @param underWay the message, once the books have been asked about it: for them it is under way
record Lot(Delivery delivery, Object key, long bytes, Optional<AppendId> underWay) {

    Lot(Delivery delivery, Object key, long bytes) {
        this(delivery, key, bytes, Optional.empty());
    }

    Lot underWay(AppendId id) {
        return new Lot(delivery, key, bytes, Optional.of(id));
    }
}
