// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.StoredMessage;

/// In which order messages are sent, and how many at once.
public sealed interface Ordering {

    /// How many messages may be on their way at once.
    int concurrency();

    /// One after the other, in the order of acceptance. A message that is retried holds up all others.
    record Strict() implements Ordering {
        @Override
        public int concurrency() {
            return 1;
        }
    }

    /// In no order. A message that is retried holds up none.
    record Unordered(int concurrency) implements Ordering {}

    /// In order of acceptance among those with the same key. A message that is retried holds up those of its
    /// key.
    record ByKey(int concurrency, OrderingKey key) implements Ordering {}

    /// What the message must not overtake and not be overtaken by: messages whose keys are equal.
    default Object keyOf(StoredMessage message) {
        return switch (this) {
            case Strict() -> "";
            case Unordered(int concurrency) -> message.id();
            case ByKey(int concurrency, OrderingKey key) -> key.of(message);
        };
    }
}
