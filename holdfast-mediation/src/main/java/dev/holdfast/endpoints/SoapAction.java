// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.MediaType;
import dev.holdfast.message.Message;
import java.util.Optional;

/// Where the action of a SOAP call stands in HTTP: a header field (SOAP 1.1) or a parameter of the media type
/// (SOAP 1.2).
public final class SoapAction {

    /// The header field.
    public static final String HEADER = "SOAPAction";

    private static final String PARAMETER = "action";

    private SoapAction() {}

    /// The action that came with a message.
    public static Optional<String> of(Message message) {
        Optional<String> field = message.headers().first(HEADER).map(SoapAction::unquoted);
        return field.or(() -> message.content()
                        .type()
                        .filter(type -> type.contains(PARAMETER))
                        .map(MediaType::parse)
                        .flatMap(type -> Optional.ofNullable(type.parameters().get(PARAMETER))))
                .filter(action -> !action.isEmpty());
    }

    static String quoted(String action) {
        return "\"" + action + "\"";
    }

    private static String unquoted(String value) {
        String text = value.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
