// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.Body;
import dev.holdfast.content.Format;
import dev.holdfast.content.MediaType;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.expression.KnownProperty;
import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyValue;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.function.Function;

/// The body as it is sent: in the format, media type and character set that the endpoint or properties of the scope
/// axis2 ask for.
public final class OutgoingBody {

    private static final String CHARSET = "charset";

    private final MessageFormat wanted;
    private final Function<String, Optional<PropertyValue>> axis2;
    private final Wishes wishes;

    /// @param wanted by the endpoint
    /// @param axis2 properties of the axis2 scope
    /// @throws IllegalArgumentException when a property asks for what there is not
    OutgoingBody(MessageFormat wanted, Function<String, Optional<PropertyValue>> axis2) {
        this.wanted = wanted;
        this.axis2 = axis2;
        this.wishes = Wishes.of(axis2);
    }

    /// What properties ask for.
    ///
    /// @param type what the body is to be written as
    /// @param label the media type under which it goes
    /// @param charset the character set that it is to be in
    /// @param silent whether the media type says nothing about the character set
    private record Wishes(
            Optional<MediaType> type, Optional<MediaType> label, Optional<Charset> charset, boolean silent) {

        static Wishes of(Function<String, Optional<PropertyValue>> axis2) {
            Optional<MediaType> type = mediaType(axis2, KnownProperty.MESSAGE_TYPE);
            Optional<MediaType> label =
                    mediaType(axis2, KnownProperty.CONTENT_TYPE).or(() -> type);
            Optional<Charset> charset = text(axis2, KnownProperty.CHARACTER_SET_ENCODING)
                    .map(OutgoingBody::charset)
                    .or(() -> label.flatMap(MediaType::charset));
            boolean silent = text(axis2, KnownProperty.SET_CHARACTER_ENCODING)
                    .filter(value -> value.equalsIgnoreCase("false"))
                    .isPresent();
            return new Wishes(type, label, charset, silent);
        }

        /// What cannot stand in a header field, or names a character set that there is not, is found here.
        private static Optional<MediaType> mediaType(
                Function<String, Optional<PropertyValue>> axis2, KnownProperty property) {
            Optional<MediaType> type = text(axis2, property).map(MediaType::parse);
            try {
                type.ifPresent(MediaType::requireSendable);
                return type;
            } catch (UnreadableBodyException e) {
                throw new IllegalArgumentException("property " + property.key() + ": " + e.getMessage(), e);
            }
        }

        private static Optional<String> text(Function<String, Optional<PropertyValue>> axis2, KnownProperty property) {
            return axis2.apply(property.key()).map(PropertyValue::asText).filter(text -> !text.isBlank());
        }
    }

    /// The body of an answer.
    ///
    /// @param action of SOAP; empty for none
    /// @param axis2 properties of the axis2 scope
    /// @throws UnreadableBodyException when the body cannot be had in that form
    /// @throws IllegalArgumentException when a property asks for what there is not
    public static Content ofAnswer(Body body, String action, Function<String, Optional<PropertyValue>> axis2) {
        return isUnwanted(axis2) ? Content.empty() : new OutgoingBody(MessageFormat.AS_IS, axis2).content(body, action);
    }

    /// The body in its format.
    ///
    /// @param action of SOAP; empty for none
    /// @throws UnreadableBodyException when the body cannot be had in that form
    Content content(Body body, String action) {
        if (isUnwanted(axis2)) {
            return Content.empty();
        }
        Format format = format(body);
        Content content = wishes.charset()
                .map(charset -> body.as(format, action, charset))
                .orElseGet(() -> body.as(format, action));
        if (content.isEmpty()) {
            return content;
        }
        Optional<MediaType> label = isFree() ? wishes.label() : Optional.empty();
        Content labelled = label.map(type -> labelled(content, type)).orElse(content);
        Content spoken = format == Format.SOAP12 ? withAction(labelled, action) : labelled;
        return wishes.silent() ? withoutCharset(spoken) : spoken;
    }

    /// As what a body is written. What is no body at all becomes none because of a property.
    Format format(Body body) {
        if (!isFree() || wishes.type().isEmpty() || body.format() == Format.NONE) {
            return wanted.from(body.format());
        }
        Format asked = Format.of(wishes.type().get());
        return asked == Format.BINARY ? wanted.from(body.format()) : asked;
    }

    private static boolean isUnwanted(Function<String, Optional<PropertyValue>> axis2) {
        return axis2.apply(KnownProperty.NO_ENTITY_BODY.key())
                .filter(PropertyValue::isTrue)
                .isPresent();
    }

    /// Whether the endpoint leaves it to the message as what it is written.
    private boolean isFree() {
        return wanted == MessageFormat.AS_IS || wanted == MessageFormat.REST;
    }

    /// The same bytes under another media type, which says of the character set what was said before, and of the
    /// boundary.
    private static Content labelled(Content content, MediaType type) {
        MediaType known = content.type().map(MediaType::parse).orElse(type);
        if (known.name().equals(type.name())
                && known.parameters().entrySet().containsAll(type.parameters().entrySet())) {
            return content;
        }
        MediaType result = kept(kept(type, known, "boundary"), known, CHARSET);
        return content.withType(result.text());
    }

    private static MediaType kept(MediaType type, MediaType known, String parameter) {
        Optional<String> value = Optional.ofNullable(known.parameters().get(parameter));
        return value.map(text -> type.with(parameter, text)).orElseGet(() -> type.without(parameter));
    }

    private static Content withoutCharset(Content content) {
        return content.type()
                .map(MediaType::parse)
                .filter(type -> type.parameters().containsKey(CHARSET))
                .map(type -> content.withType(type.without(CHARSET).text()))
                .orElse(content);
    }

    /// The same bytes; the media type names the action.
    private static Content withAction(Content content, String action) {
        Optional<MediaType> type = content.type().map(MediaType::parse);
        if (action.isEmpty()
                || type.isEmpty()
                || action.equals(type.get().parameters().get("action"))) {
            return content;
        }
        return content.withType(type.get().with("action", action).text());
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(
                    "property " + KnownProperty.CHARACTER_SET_ENCODING.key() + ": there is no such character set", e);
        }
    }
}
