// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.MessageFormatException;

/// Reads the messages of Synapse; [WireFormat] writes them. An AMQP body, the `message` column of a table and the body
/// of a JMS object
/// message are the same stream. Stateless and thread-safe.
public final class UpstreamMessages {

    /// The media type of a stream of Java serialization, for one that cannot be read.
    public static final String MEDIA_TYPE = "application/x-java-serialized-object";

    private UpstreamMessages() {}

    /// Whether the bytes begin as a stream of Java serialization does. Such bytes are not a body: either [#read]
    /// knows what they say, or they cannot be read.
    public static boolean isSerialized(byte[] bytes) {
        return JavaStreamReader.begins(bytes);
    }

    /// The message in the bytes, whatever release of Synapse wrote them. Nothing is loaded or run.
    ///
    /// @throws MessageFormatException when they are damaged, hold objects of other classes, or have no body
    public static UpstreamMessage read(byte[] bytes) {
        return UpstreamReader.read(bytes);
    }

    /// The message id that stands in a message that we write in this form: `OrigMessageID` of a JMS message,
    /// `messageId` of an AMQP message, `msg_id` of a row. Always the same for an append id.
    public static String messageId(AppendId id) {
        return UpstreamNames.messageId(id);
    }
}
