// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.message.Content;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageEOFException;
import jakarta.jms.StreamMessage;
import java.util.Base64;
import java.util.Enumeration;
import java.util.Optional;

/// Writes the body of a map or stream message as text, a line for each value, so that it is kept although nothing
/// here can send it: `name (Type): value`, bytes in Base64.
final class TypedBody {

    private static final String MEDIA_TYPE = "text/plain; charset=UTF-8";

    private TypedBody() {}

    /// The values of the map by their names.
    static Content of(MapMessage message) throws JMSException {
        StringBuilder text = new StringBuilder();
        Enumeration<?> names = message.getMapNames();
        while (names.hasMoreElements()) {
            String name = String.valueOf(names.nextElement());
            append(text.append(name).append(' '), Optional.ofNullable(message.getObject(name)));
        }
        return Content.ofText(text.toString(), MEDIA_TYPE);
    }

    /// The values of the stream in their order.
    static Content of(StreamMessage message) throws JMSException {
        message.reset();
        StringBuilder text = new StringBuilder();
        while (true) {
            try {
                append(text, Optional.ofNullable(message.readObject()));
            } catch (MessageEOFException _) {
                return Content.ofText(text.toString(), MEDIA_TYPE);
            }
        }
    }

    private static void append(StringBuilder text, Optional<Object> value) {
        String type = value.map(object -> object.getClass().getSimpleName()).orElse("null");
        String shown = value.map(object ->
                        object instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : object.toString())
                .orElse("");
        text.append('(').append(type).append("): ").append(shown).append('\n');
    }
}
