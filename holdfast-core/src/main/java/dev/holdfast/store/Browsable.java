// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.StoredMessage;
import java.util.List;
import java.util.Optional;

/// The optional face of a store whose messages can be looked at and taken out by hand.
public interface Browsable {

    /// Some messages in the order of the queue, without taking them: at least one, if there is one, and fewer
    /// than asked for where more would take much memory.
    ///
    /// @param after start behind this message; none: at the head
    /// @param limit at most so many
    List<StoredMessage> page(Optional<AppendId> after, int limit);

    /// The message, without taking it.
    Optional<StoredMessage> find(AppendId id);

    /// A delivery of the message, so that it can be settled; empty when the store does not hold it or a
    /// consumer does at the moment.
    Optional<Delivery> take(AppendId id);
}
