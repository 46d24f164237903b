// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;

/// The topic of a store, for messages to people.
///
/// @param store its name
/// @param topic its name
/// @param servers where the client looks for brokers
record Place(String store, String topic, String servers) {

    /// A failure in the words of the store.
    ///
    /// @param what was tried, such as `append`
    StoreException failure(Category category, String what, Throwable cause) {
        return new StoreException(category, text(what, KafkaFailures.reason(category, cause)), cause);
    }

    /// A failure in the words of the store.
    ///
    /// @param what was tried, such as `append`
    StoreException failure(Category category, String what, String reason) {
        return new StoreException(category, text(what, reason));
    }

    private String text(String what, String reason) {
        return "store " + store + ": " + what + " at topic " + topic + " of " + servers + " failed: " + reason;
    }
}
