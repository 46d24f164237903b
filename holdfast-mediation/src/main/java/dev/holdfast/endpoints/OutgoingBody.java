// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.Body;
import dev.holdfast.content.Format;
import dev.holdfast.content.MediaType;
import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyValue;
import java.util.Optional;
import java.util.function.Function;

/// The body as it is sent: in the format that the endpoint or the property `messageType` asks for.
public final class OutgoingBody {

    private static final String MESSAGE_TYPE = "messageType";
    private static final String CONTENT_TYPE = "ContentType";
    private static final String NO_ENTITY_BODY = "NO_ENTITY_BODY";

    private OutgoingBody() {}

    /// The body in its format.
    ///
    /// @param wanted by the endpoint
    /// @param action of SOAP; empty for none
    /// @param axis2 properties of the axis2 scope
    public static Content of(
            Body body, MessageFormat wanted, String action, Function<String, Optional<PropertyValue>> axis2) {
        if (axis2.apply(NO_ENTITY_BODY).filter(PropertyValue::isTrue).isPresent()) {
            return Content.empty();
        }
        Optional<String> messageType = axis2.apply(MESSAGE_TYPE).map(PropertyValue::asText);
        if (wanted != MessageFormat.AS_IS || messageType.isEmpty()) {
            Format format = wanted.from(body.format());
            Content content = body.as(format, action);
            return format == Format.SOAP12 ? withAction(content, action) : content;
        }
        Content content = body.as(formatOf(messageType.get(), body.format()), action);
        if (content.isEmpty()) {
            return content;
        }
        return axis2.apply(CONTENT_TYPE)
                .map(PropertyValue::asText)
                .filter(type -> content.type()
                        .map(MediaType::parse)
                        .filter(known ->
                                known.name().equals(MediaType.parse(type).name()))
                        .isEmpty())
                .map(content::withType)
                .orElse(content);
    }

    private static Format formatOf(String messageType, Format current) {
        String name = MediaType.parse(messageType).name();
        if (name.equals("text/xml")) {
            return Format.SOAP11;
        }
        if (name.equals("application/soap+xml")) {
            return Format.SOAP12;
        }
        if (name.endsWith("/xml") || name.endsWith("+xml")) {
            return Format.XML;
        }
        if (name.endsWith("/json") || name.endsWith("+json")) {
            return Format.JSON;
        }
        return name.startsWith("text/") ? Format.TEXT : current;
    }

    /// The same bytes; the media type names the action.
    private static Content withAction(Content content, String action) {
        Optional<MediaType> type = content.type().map(MediaType::parse);
        if (action.isEmpty()
                || type.isEmpty()
                || action.equals(type.get().parameters().get("action"))) {
            return content;
        }
        String charset = type.get().parameters().getOrDefault("charset", "UTF-8");
        return content.withType(type.get().name() + "; charset=" + charset + "; action=\"" + action + "\"");
    }
}
