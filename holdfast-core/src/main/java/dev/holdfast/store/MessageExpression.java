// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.store;

import dev.holdfast.message.StoredMessage;

/// What the value of a parameter is that is an expression: a text found in each message. Thread-safe.
public interface MessageExpression {

    /// The text; empty where the message has none. It does not throw.
    String of(StoredMessage message);
}
