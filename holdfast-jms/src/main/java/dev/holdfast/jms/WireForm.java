// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.StoredMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

/// How a message of ours lies in a queue: a bytes message with the bytes of [MessageCodec], and properties for
/// people and selectors. The properties repeat what the bytes say and are not read back, the format excepted.
/// Stateless.
///
/// | header or property | |
/// |---|---|
/// | `JMSCorrelationID` | append id |
/// | `JMSPriority`, `JMSExpiration`, `JMSDeliveryMode` | as the message asks |
/// | `HOLDFAST_FORMAT` | version of the bytes, `1` |
/// | `HOLDFAST_APPEND_ID`, `HOLDFAST_FLOW_ID` | ids |
/// | `HOLDFAST_ORIGIN` | the store that it was appended for |
/// | `HOLDFAST_CONTENT_TYPE` | media type of the body, where it has one |
final class WireForm {

    static final String OWN_PREFIX = "HOLDFAST_";
    static final String FORMAT = OWN_PREFIX + "FORMAT";

    /// More than this is not read into memory.
    static final int MAX_BYTES = 256 * 1024 * 1024;

    private static final int MAGIC_LENGTH = 3;

    private WireForm() {}

    /// The message as the session sends it.
    static BytesMessage write(StoredMessage stored, Session session) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(MessageCodec.encode(stored));
        message.setJMSCorrelationID(stored.id().toString());
        message.setStringProperty(FORMAT, "1");
        message.setStringProperty(OWN_PREFIX + "APPEND_ID", stored.id().toString());
        message.setStringProperty(OWN_PREFIX + "FLOW_ID", stored.id().flow().toString());
        message.setStringProperty(OWN_PREFIX + "ORIGIN", stored.origin());
        if (stored.message().content().type().isPresent()) {
            message.setStringProperty(
                    OWN_PREFIX + "CONTENT_TYPE",
                    stored.message().content().type().get());
        }
        return message;
    }

    /// Whether the bytes begin as ours do: a bridge may have lost the properties.
    static boolean looksOurs(byte[] bytes) {
        return bytes.length > MAGIC_LENGTH && bytes[0] == 'H' && bytes[1] == 'F' && bytes[2] == 1;
    }
}
