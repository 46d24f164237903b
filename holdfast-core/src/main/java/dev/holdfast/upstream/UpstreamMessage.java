// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.MessageProperties;
import dev.holdfast.message.StoredMessage;
import java.util.Optional;

/// What Synapse kept of a message. Immutable.
///
/// @param headers the transport headers, without those that are made anew with the body
/// @param content the JSON text, the SOAP envelope, or for plain XML what stands in its body
/// @param properties of the default, axis2 and addressing scopes
/// @param priority from 0 to 9, where the flow had set one
/// @param ours the message as it was stored, where Holdfast wrote it in this form and nobody has stored it anew
///     since: it has the id under which it stands in the books, and the rest of this record is of no interest
public record UpstreamMessage(
        Headers headers,
        Content content,
        MessageProperties properties,
        Optional<Integer> priority,
        Optional<StoredMessage> ours) {}
