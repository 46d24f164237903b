// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes a serialized `StorableMessage` of a message. Beside what Synapse understands stands the whole message
/// without its body in our own form, so that what we read back is the same message with the same id. Stateless.
final class UpstreamWriter {

    private static final int IN_FLOW = 1;
    private static final int UNSET = 2;
    private static final int NO_PRIORITY = -999;
    private static final int NORMAL_PRIORITY = 4;
    private static final String TRANSPORT = "http";

    private UpstreamWriter() {}

    static byte[] write(StoredMessage stored, UpstreamClasses.Release release) {
        int priority = stored.message().options().priority();
        Map<String, Object> values = Map.of(
                "priority",
                priority == NORMAL_PRIORITY ? NO_PRIORITY : priority,
                "axis2message",
                new JavaStreamWriter.Instance(UpstreamClasses.AXIS2, axis2(stored)),
                "synapseMessage",
                new JavaStreamWriter.Instance(UpstreamClasses.synapse(release), synapse(stored)));
        return JavaStreamWriter.write(new JavaStreamWriter.Instance(UpstreamClasses.STORABLE, values));
    }

    private static Map<String, Object> axis2(StoredMessage stored) {
        Message message = stored.message();
        UpstreamBody body = UpstreamBody.of(message.content());
        Map<String, Object> values = new HashMap<>();
        values.put("FLOW", IN_FLOW);
        values.put("isDoingGET", false);
        values.put("isDoingMTOM", false);
        values.put("isDoingSWA", false);
        values.put("isDoingPOX", body.plain());
        values.put("messageID", UpstreamNames.messageId(stored.id()));
        values.put("transportInName", TRANSPORT);
        values.put("transportOutName", TRANSPORT);
        values.put("soapEnvelope", body.envelope());
        body.json().ifPresent(json -> values.put("jsonStream", json));
        UpstreamNames.ADDRESSING.forEach((field, name) -> message.properties()
                .get(PropertyName.addressing(name))
                .ifPresent(value -> values.put(field, value.asText())));
        values.put("properties", axis2Properties(message));
        return values;
    }

    private static Map<String, Object> axis2Properties(Message message) {
        Map<String, Object> properties = new HashMap<>();
        Map<String, Object> typed = new HashMap<>();
        String media = MediaType.of(message.content()).name();
        if (!media.isEmpty()) {
            typed.put("messageType", media);
            typed.put("ContentType", message.content().type().orElse(media));
        }
        inScope(message, PropertyScope.AXIS2).forEach((name, value) -> typed.put(name, boxed(value)));
        typed.forEach((name, value) -> {
            if (value instanceof String) {
                properties.put(name, value);
            }
        });
        properties.put(UpstreamNames.AXIS2_PROPERTIES, typed);
        properties.put(UpstreamNames.TRANSPORT_HEADERS, headers(message));
        return properties;
    }

    private static SortedMap<String, Object> headers(Message message) {
        SortedMap<String, Object> written = new TreeMap<>();
        Headers headers = message.headers();
        for (Headers.Field field : headers) {
            String name = UpstreamNames.writtenName(headers.fields().stream()
                    .map(Headers.Field::name)
                    .filter(field.name()::equalsIgnoreCase)
                    .findFirst()
                    .orElse(field.name()));
            written.put(name, UpstreamNames.writtenValue(String.join(", ", headers.all(field.name()))));
        }
        message.content()
                .type()
                .ifPresent(type ->
                        written.put(UpstreamNames.writtenName("Content-Type"), UpstreamNames.writtenValue(type)));
        return written;
    }

    private static Map<String, Object> synapse(StoredMessage stored) {
        Map<String, Object> properties = new HashMap<>();
        Map<String, Object> elements = new HashMap<>();
        inScope(stored.message(), PropertyScope.DEFAULT).forEach((name, value) -> {
            if (value instanceof PropertyValue.Xml(String xml)) {
                elements.put(UpstreamNames.ELEMENT_PREFIX + name, xml.getBytes(StandardCharsets.UTF_8));
            } else {
                properties.put(name, value.asText());
            }
        });
        properties.put(UpstreamNames.WHOLE, whole(stored));
        Map<String, Object> values = new HashMap<>();
        values.put("faultResponse", false);
        values.put("response", false);
        values.put("tracingState", UNSET);
        values.put("messageFlowTracingState", UNSET);
        values.put("localEntries", List.of());
        values.put("properties", properties);
        values.put("propertyObjects", elements);
        return values;
    }

    private static String whole(StoredMessage stored) {
        Message message = stored.message();
        Content none = message.content()
                .type()
                .map(type -> Content.of(new byte[0], type))
                .orElse(Content.empty());
        Message bare = new Message(message.flowId(), message.headers(), none, message.properties(), message.options());
        StoredMessage without =
                new StoredMessage(stored.id(), stored.acceptedAt(), stored.origin(), bare, stored.notes());
        return Base64.getEncoder().encodeToString(MessageCodec.encode(without));
    }

    private static Map<String, PropertyValue> inScope(Message message, PropertyScope scope) {
        Map<String, PropertyValue> found = new HashMap<>();
        message.properties().values().forEach((name, value) -> {
            if (name.scope() == scope) {
                found.put(name.name(), value);
            }
        });
        return found;
    }

    private static Object boxed(PropertyValue value) {
        return switch (value) {
            case PropertyValue.Bool(boolean flag) -> flag;
            case PropertyValue.Int(int number) -> number;
            case PropertyValue.LongInt(long number) -> number;
            case PropertyValue.ShortInt(short number) -> number;
            case PropertyValue.SinglePrecision(float number) -> number;
            case PropertyValue.DoublePrecision(double number) -> number;
            case PropertyValue.Text(String text) -> text;
            case PropertyValue.Xml(String xml) -> xml;
            case PropertyValue.Json(String json) -> json;
        };
    }
}
