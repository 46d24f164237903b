// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.custom;

import java.util.Map;

/// A message as a store of a user keeps it: bytes that only Holdfast understands, and something about them for
/// people. Immutable, as long as nobody changes the array.
///
/// @param id of the message; two copies of one message have the same. Of a message that somebody else put there,
///     the engine's own id, always the same for the same message; empty when it has none
/// @param body to be kept and handed out as it is; of a message that somebody else put there, its body
/// @param attributes such as `contentType` and `origin`, which need not be kept. Of a message that somebody else put
///     there, its header fields, and `Content-Type`
@SuppressWarnings("ArrayRecordComponent") // kept as it is, never compared
public record CustomMessage(String id, byte[] body, Map<String, String> attributes) {

    /// Copies the map.
    public CustomMessage {
        attributes = Map.copyOf(attributes);
    }
}
