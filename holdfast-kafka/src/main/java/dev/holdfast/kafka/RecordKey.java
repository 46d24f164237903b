// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StoredMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What in a message is the key of its record: messages with the same key lie in one partition and keep their
/// order. A message without it has the empty key, like all others such. Immutable.
sealed interface RecordKey {

    /// The key; null: none, and the producer spreads the messages over the partitions.
    byte @Nullable [] of(StoredMessage stored);

    /// Reads the form `header:NAME` or `property:NAME`.
    ///
    /// @return empty when it is neither
    static Optional<RecordKey> parse(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1).trim();
        if (colon < 0 || name.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.substring(0, colon).trim()) {
            case "header" -> Optional.of(new OfHeader(name));
            case "property" -> Optional.of(new OfProperty(PropertyName.of(name)));
            default -> Optional.empty();
        };
    }

    /// There is none.
    record None() implements RecordKey {

        @Override
        public byte @Nullable [] of(StoredMessage stored) {
            return null;
        }
    }

    /// The first value of a header field.
    record OfHeader(String name) implements RecordKey {

        @Override
        public byte[] of(StoredMessage stored) {
            return RecordForm.utf8(stored.message().headers().first(name).orElse(""));
        }
    }

    /// A property of the default scope.
    record OfProperty(PropertyName name) implements RecordKey {

        @Override
        public byte[] of(StoredMessage stored) {
            return RecordForm.utf8(stored.message()
                    .properties()
                    .get(name)
                    .map(PropertyValue::asText)
                    .orElse(""));
        }
    }
}
