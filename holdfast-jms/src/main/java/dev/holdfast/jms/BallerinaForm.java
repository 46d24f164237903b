// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.message.AppendId;
import dev.holdfast.message.Headers;
import dev.holdfast.message.StoredMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/// How a message lies in a queue from which Ballerina's store-forward connector is to read it: a bytes
/// message with the body as it is, and each header field as a text property. Stateless.
///
/// | header or property | |
/// |---|---|
/// | *name* | the field; several of one name are one, with commas between (RFC 9110, section 5.3) |
/// | `Content-Type` | media type of the body, where it has one |
/// | `JMSCorrelationID` | `holdfast:`, append id, `:`, checksum of the body; the connector does not look at it |
///
/// Host and what belongs to the connection that the message came by are left out: the connector would replay
/// them.
final class BallerinaForm {

    static final String NAME = "ballerina";

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String ID_PREFIX = "holdfast:";
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private BallerinaForm() {}

    /// The message as the session sends it.
    static BytesMessage write(StoredMessage stored, Session session) throws JMSException {
        byte[] body = stored.message().content().toByteArray();
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        message.setJMSCorrelationID(ID_PREFIX + stored.id() + ":" + checksum(body));
        for (Map.Entry<String, String> field :
                fields(stored.message().headers()).entrySet()) {
            PropertyNames.put(message, field.getKey(), field.getValue());
        }
        Optional<String> type = stored.message().content().type();
        if (type.isPresent()) {
            PropertyNames.put(message, CONTENT_TYPE, type.get());
        }
        return message;
    }

    /// The id of a message that [#write] wrote; empty for any other, and for one with another body.
    static Optional<AppendId> id(Message message, byte[] body) throws JMSException {
        String correlation = message.getJMSCorrelationID();
        int end = correlation == null ? -1 : correlation.lastIndexOf(':');
        if (correlation == null
                || !correlation.startsWith(ID_PREFIX)
                || end < ID_PREFIX.length()
                || !correlation.substring(end + 1).equals(checksum(body))) {
            return Optional.empty();
        }
        try {
            return Optional.of(AppendId.parse(correlation.substring(ID_PREFIX.length(), end)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> fields(Headers headers) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (Headers.Field field : headers) {
            String key = field.name().toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(key)) {
                names.putIfAbsent(key, field.name());
                values.merge(key, field.value(), (one, more) -> one + (key.equals("cookie") ? "; " : ", ") + more);
            }
        }
        Map<String, String> fields = new LinkedHashMap<>();
        names.forEach((key, name) -> fields.put(name, String.valueOf(values.get(key))));
        return fields;
    }

    private static String checksum(byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return Long.toHexString(checksum.getValue());
    }
}
