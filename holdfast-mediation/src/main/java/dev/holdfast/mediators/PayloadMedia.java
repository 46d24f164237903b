// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Json;
import dev.holdfast.content.JsonSyntaxException;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.message.Content;
import dev.holdfast.xml.XmlSyntaxException;
import java.util.List;
import java.util.Locale;
import org.w3c.dom.Element;

/// What a payloadFactory makes.
enum PayloadMedia {
    XML("application/xml"),
    JSON("application/json"),
    TEXT("text/plain");

    private final String type;

    PayloadMedia(String type) {
        this.type = type;
    }

    /// As the attribute media-type has it.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Its media type.
    String type() {
        return type;
    }

    /// The body that a text is, in place of the current one.
    ///
    /// @throws MediationException when the text is not what it is to be
    Body body(Body current, String text) {
        return switch (this) {
            case XML -> xml(current, text);
            case JSON -> json(text);
            case TEXT -> Payloads.ofText(current, text);
        };
    }

    private static Body xml(Body current, String text) {
        String content = text.strip();
        if (content.startsWith("<?xml")) {
            content = content.substring(content.indexOf("?>") + 2);
        }
        try {
            List<Element> roots = Payloads.roots(content);
            if (roots.isEmpty() && !content.isBlank()) {
                throw failed("it holds no element", new IllegalArgumentException("no element"));
            }
            return Payloads.ofElements(current, roots);
        } catch (XmlSyntaxException e) {
            throw failed("it is not well-formed XML: " + e.getMessage(), e);
        }
    }

    /// The text stays as it is written.
    private static Body json(String text) {
        try {
            Json.read(text);
        } catch (JsonSyntaxException e) {
            throw failed("it is no JSON: " + e.getMessage() + "; strings stand in quotes: \"$1\"", e);
        }
        return Body.received(Content.ofText(text.strip(), "application/json; charset=UTF-8"), false);
    }

    private static MediationException failed(String reason, RuntimeException cause) {
        return new MediationException(
                ErrorCodes.GENERIC, "payloadFactory made a payload that cannot be: " + reason, Fault.Kind.OTHER, cause);
    }
}
