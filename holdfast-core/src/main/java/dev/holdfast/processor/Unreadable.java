// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.message.Content;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StorageOptions;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.upstream.UpstreamMessage;
import dev.holdfast.upstream.UpstreamMessages;

/// Marks the messages that were made of bytes that nobody could read, and reads those bytes again: a later
/// version may know what an earlier one did not. Stateless.
final class Unreadable {

    private static final PropertyName MARK = PropertyName.of("HOLDFAST_UNREADABLE");

    private Unreadable() {}

    /// The message with the mark.
    static Message marked(Message raw) {
        return raw.withProperties(raw.properties().with(MARK, PropertyValue.of(true)));
    }

    static boolean isMarked(StoredMessage message) {
        return message.message().properties().isTrue(MARK);
    }

    /// The message that the bytes say.
    ///
    /// @throws MessageFormatException when they are in no form that is known, or damaged
    static Message readAgain(StoredMessage raw) {
        Content content = raw.message().content();
        byte[] bytes = content.toByteArray();
        if (!UpstreamMessages.isSerialized(bytes)) {
            return MessageCodec.decode(bytes).message();
        }
        UpstreamMessage read = UpstreamMessages.read(bytes);
        return read.ours()
                .map(StoredMessage::message)
                .orElseGet(() -> new Message(
                        raw.id().flow(), read.headers(), read.content(), read.properties(), StorageOptions.normal()));
    }
}
