// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.StoreException.Category;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What was tried to append during a test, and what the store said about it. Thread-safe.
final class AppendRecord {

    private final Collection<StoredMessage> confirmed = new ConcurrentLinkedQueue<>();
    private final Collection<StoredMessage> refused = new ConcurrentLinkedQueue<>();

    /// Appends.
    ///
    /// @return why not, if it did not succeed: *unknown*, *unavailable* or *full*
    Optional<Category> append(MessageStore store, List<StoredMessage> messages) {
        return attempt(store, messages).map(StoreException::category);
    }

    /// Appends.
    ///
    /// @return why not, if it did not succeed: *unknown*, *unavailable* or *full*
    Optional<StoreException> attempt(MessageStore store, List<StoredMessage> messages) {
        try {
            store.append(messages);
            confirmed.addAll(messages);
            return Optional.empty();
        } catch (StoreException e) {
            assertThat(e.category())
                    .as("an outage says nothing about the message: %s", e.getMessage())
                    .isNotIn(Category.REJECTED, Category.CLOSED);
            if (e.category() != Category.UNKNOWN) {
                refused.addAll(messages);
            }
            return Optional.of(e);
        }
    }

    /// Those of which the store said that they are there.
    Collection<StoredMessage> confirmed() {
        return confirmed;
    }

    /// Holds what was found against what was said.
    void verify(List<StoredMessage> found) {
        assertThat(new HashSet<>(found)).as("each once").hasSameSizeAs(found);
        assertThat(found).as("what was confirmed").containsAll(confirmed);
        assertThat(found)
                .as("what was certainly not stored")
                .filteredOn(refused::contains)
                .isEmpty();
    }
}
