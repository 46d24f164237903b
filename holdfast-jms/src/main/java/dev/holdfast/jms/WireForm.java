// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.message.Message;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.StoredMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/// How a message of ours lies in a queue: a bytes message with the bytes of [MessageCodec], and properties for
/// people and selectors. The properties repeat what the bytes say and are not read back, the format excepted.
/// Stateless.
///
/// | header or property | |
/// |---|---|
/// | `JMSCorrelationID` | append id |
/// | `JMSPriority`, `JMSDeliveryMode` | as the message asks |
/// | `HOLDFAST_FORMAT` | version of the bytes, `1` |
/// | `HOLDFAST_APPEND_ID`, `HOLDFAST_FLOW_ID` | ids |
/// | `HOLDFAST_ORIGIN` | the store that it was appended for |
/// | `HOLDFAST_CONTENT_TYPE` | media type of the body, where it has one |
/// | `HOLDFAST_EXPIRES_AT` | when its time to live ends, where it has one; the broker is not told |
final class WireForm {

    static final String OWN_PREFIX = "HOLDFAST_";
    static final String FORMAT = OWN_PREFIX + "FORMAT";

    /// More than this is not read into memory.
    static final int MAX_BYTES = 256 * 1024 * 1024;

    private WireForm() {}

    /// The message as the session sends it.
    static BytesMessage write(StoredMessage stored, Session session) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(MessageCodec.encode(stored));
        message.setJMSCorrelationID(stored.id().toString());
        message.setStringProperty(FORMAT, "1");
        for (Map.Entry<String, String> property : properties(stored).entrySet()) {
            message.setStringProperty(OWN_PREFIX + property.getKey(), property.getValue());
        }
        return message;
    }

    private static Map<String, String> properties(StoredMessage stored) {
        Message message = stored.message();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("APPEND_ID", stored.id().toString());
        properties.put("FLOW_ID", stored.id().flow().toString());
        properties.put("ORIGIN", stored.origin());
        message.content().type().ifPresent(type -> properties.put("CONTENT_TYPE", type));
        message.options()
                .timeToLive()
                .map(limit -> stored.acceptedAt().plus(limit).toString())
                .ifPresent(end -> properties.put("EXPIRES_AT", end));
        return properties;
    }
}
