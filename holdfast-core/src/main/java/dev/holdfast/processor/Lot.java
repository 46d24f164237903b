// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.store.Delivery;

/// A delivery in the hands of a processor.
///
/// @param key whose order it belongs to
/// @param examined whether the books have been asked about it
record Lot(Delivery delivery, Object key, boolean examined) {

    Lot afterExamination() {
        return new Lot(delivery, key, true);
    }
}
