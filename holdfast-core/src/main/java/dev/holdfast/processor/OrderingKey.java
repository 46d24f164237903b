// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.StoredMessage;

/// Which messages keep their order among themselves.
public interface OrderingKey {

    /// The key of the message: messages with equal keys are sent one after the other, in the order of their
    /// acceptance. It does not throw; a message for which no key can be found has the empty key, like all
    /// others such.
    String of(StoredMessage message);
}
