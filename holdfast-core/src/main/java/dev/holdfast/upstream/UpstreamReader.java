// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.Content;
import dev.holdfast.message.HeaderFields;
import dev.holdfast.message.Headers;
import dev.holdfast.message.Message;
import dev.holdfast.message.MessageCodec;
import dev.holdfast.message.MessageFormatException;
import dev.holdfast.message.MessageProperties;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.message.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes a message out of a serialized `StorableMessage`. Stateless.
final class UpstreamReader {

    /// Fields of the body: they are made anew with it.
    private static final List<String> BODY_FIELDS = List.of("content-type", "content-length", "transfer-encoding");

    private UpstreamReader() {}

    static UpstreamMessage read(byte[] bytes) {
        JavaValue.Instance message = instance(JavaStreamReader.read(bytes), "StorableMessage");
        JavaValue.Instance axis2 = instance(message.field("axis2message"), "Axis2Message");
        JavaValue.Instance synapse = instance(message.field("synapseMessage"), "SynapseMessage");
        Map<String, JavaValue> axis2Properties = JavaMaps.entries(axis2.field("properties"));
        Map<String, String> headers = transportHeaders(axis2Properties);
        Map<PropertyName, PropertyValue> properties = new LinkedHashMap<>();
        addSynapseProperties(properties, synapse);
        addAxis2Properties(properties, axis2Properties);
        addAddressing(properties, axis2);
        Optional<String> type = contentType(headers);
        return new UpstreamMessage(
                fields(headers),
                body(axis2).read(type),
                new MessageProperties(properties),
                priority(message),
                ours(axis2, synapse));
    }

    private static JavaValue.Instance instance(JavaValue value, String simpleName) {
        if (value instanceof JavaValue.Instance instance
                && instance.className().equals(JavaClasses.SYNAPSE + simpleName)) {
            return instance;
        }
        throw new MessageFormatException("the stored object is not a message of Synapse: no " + simpleName);
    }

    private static Optional<Integer> priority(JavaValue.Instance message) {
        return JavaMaps.primitive(message.field("priority"))
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .filter(priority -> priority >= 0 && priority <= 9);
    }

    /// A message whose id is still that under which we wrote it is ours, and nobody has touched it.
    private static Optional<StoredMessage> ours(JavaValue.Instance axis2, JavaValue.Instance synapse) {
        Optional<String> whole = Optional.ofNullable(
                        JavaMaps.entries(synapse.field("properties")).get(UpstreamNames.WHOLE))
                .flatMap(JavaMaps::text);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        StoredMessage bare = decode(whole.get());
        if (!JavaMaps.text(axis2.field("messageID")).equals(Optional.of(UpstreamNames.messageId(bare.id())))) {
            return Optional.empty();
        }
        Message message = bare.message();
        Optional<String> type = message.content().type();
        Content read = body(axis2).read(type);
        Content content = type.isEmpty()
                ? Content.of(read.toByteArray())
                : MediaType.of(type.get()).namesCharset() ? read : read.withType(type.get());
        return Optional.of(new StoredMessage(
                bare.id(),
                bare.acceptedAt(),
                bare.origin(),
                new Message(message.flowId(), message.headers(), content, message.properties(), message.options()),
                bare.notes()));
    }

    private static StoredMessage decode(String whole) {
        try {
            return MessageCodec.decode(Base64.getDecoder().decode(whole));
        } catch (IllegalArgumentException e) {
            throw new MessageFormatException("property " + UpstreamNames.WHOLE + " is no Base64", e);
        }
    }

    private static UpstreamBody body(JavaValue.Instance axis2) {
        Optional<byte[]> json = axis2.field("jsonStream") instanceof JavaValue.Bytes bytes
                ? Optional.of(bytes.bytes())
                : Optional.empty();
        Optional<String> envelope = JavaMaps.text(axis2.field("soapEnvelope"));
        if (json.isEmpty() && envelope.isEmpty()) {
            throw new MessageFormatException("the stored message of Synapse has no body");
        }
        return new UpstreamBody(envelope.orElse(""), json, JavaMaps.isTrue(axis2.field("isDoingPOX")));
    }

    private static Optional<String> contentType(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> transportHeaders(Map<String, JavaValue> axis2Properties) {
        Map<String, String> headers = new LinkedHashMap<>();
        JavaMaps.entries(axis2Properties.getOrDefault(UpstreamNames.TRANSPORT_HEADERS, new JavaValue.Null()))
                .forEach((name, value) -> JavaMaps.text(value)
                        .ifPresent(
                                text -> headers.put(UpstreamNames.headerName(name), UpstreamNames.headerValue(text))));
        return headers;
    }

    private static Headers fields(Map<String, String> headers) {
        Headers fields = Headers.empty();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (BODY_FIELDS.stream().noneMatch(header.getKey()::equalsIgnoreCase)) {
                fields = HeaderFields.plus(fields, header.getKey(), header.getValue());
            }
        }
        return fields;
    }

    private static void addSynapseProperties(Map<PropertyName, PropertyValue> to, JavaValue.Instance synapse) {
        JavaMaps.entries(synapse.field("properties"))
                .forEach((name, value) -> JavaMaps.text(value)
                        .filter(_ -> !name.isEmpty() && !name.equals(UpstreamNames.WHOLE))
                        .ifPresent(text -> to.put(PropertyName.of(name), PropertyValue.of(text))));
        JavaMaps.entries(synapse.field("propertyObjects")).forEach((name, value) -> {
            if (name.length() > UpstreamNames.ELEMENT_PREFIX.length()
                    && name.startsWith(UpstreamNames.ELEMENT_PREFIX)
                    && value instanceof JavaValue.Bytes element) {
                String xml = new String(element.bytes(), StandardCharsets.UTF_8);
                to.put(
                        PropertyName.of(name.substring(UpstreamNames.ELEMENT_PREFIX.length())),
                        new PropertyValue.Xml(xml));
            }
        });
    }

    private static void addAxis2Properties(Map<PropertyName, PropertyValue> to, Map<String, JavaValue> from) {
        from.forEach((name, value) -> addAxis2Property(to, name, value));
        JavaMaps.entries(from.getOrDefault(UpstreamNames.AXIS2_PROPERTIES, new JavaValue.Null()))
                .forEach((name, value) -> addAxis2Property(to, name, value));
    }

    private static void addAxis2Property(Map<PropertyName, PropertyValue> to, String name, JavaValue value) {
        if (!name.isEmpty()) {
            typed(value).ifPresent(property -> to.put(PropertyName.axis2(name), property));
        }
    }

    private static Optional<PropertyValue> typed(JavaValue value) {
        Optional<String> text = JavaMaps.text(value);
        if (text.isPresent()) {
            return text.map(PropertyValue::of);
        }
        return JavaMaps.primitive(value).map(primitive -> switch (primitive) {
            case Boolean flag -> PropertyValue.of(flag);
            case Integer number -> PropertyValue.of(number);
            case Long number -> new PropertyValue.LongInt(number);
            case Short number -> new PropertyValue.ShortInt(number);
            case Float number -> new PropertyValue.SinglePrecision(number);
            case Double number -> new PropertyValue.DoublePrecision(number);
            default -> PropertyValue.of(primitive.toString());
        });
    }

    private static void addAddressing(Map<PropertyName, PropertyValue> to, JavaValue.Instance axis2) {
        UpstreamNames.ADDRESSING.forEach((field, name) -> JavaMaps.text(axis2.field(field))
                .ifPresent(text -> to.put(PropertyName.addressing(name), PropertyValue.of(text))));
    }
}
