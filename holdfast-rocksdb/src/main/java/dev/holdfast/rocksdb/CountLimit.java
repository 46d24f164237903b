// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.ledger.Change;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How many messages fit into a store. Asked by the writer's thread, which is the only one that changes their
/// number, so that the limit is exact however many append at once.
///
/// @param registry of the stores
/// @param messages so many fit into each; 0 for no limit
record CountLimit(Registry registry, long messages) {

    /// Why the changes cannot be made, if they would put more into a store than fits. Those that take out of a
    /// store as many as they put into it can always be made.
    Optional<StoreException> refusal(List<Change> changes) {
        if (messages == 0) {
            return Optional.empty();
        }
        Map<String, Long> growth = new HashMap<>();
        for (Change change : changes) {
            if (change instanceof Change.Put put) {
                growth.merge(put.store(), 1L, Long::sum);
            } else if (change instanceof Change.Remove(QueueDelivery delivery)) {
                growth.merge(delivery.queue().name(), -1L, Long::sum);
            }
        }
        return growth.entrySet().stream()
                .filter(store -> store.getValue() > 0)
                .flatMap(store -> refusal(store.getKey(), store.getValue()).stream())
                .findFirst();
    }

    private Optional<StoreException> refusal(String store, long more) {
        long held = registry.known(store).map(queue -> queue.books().held()).orElse(0L);
        if (held + more <= messages) {
            return Optional.empty();
        }
        String text = "store %s holds %d messages, and %d is its limit".formatted(store, held, messages);
        return Optional.of(new StoreException(Category.FULL, text));
    }
}
