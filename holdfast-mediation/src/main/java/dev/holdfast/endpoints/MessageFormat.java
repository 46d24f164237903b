// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.Format;
import java.util.Locale;
import java.util.Optional;

/// In which form an endpoint wants messages.
public enum MessageFormat {
    /// As they are.
    AS_IS,
    /// SOAP 1.1.
    SOAP11,
    /// SOAP 1.2.
    SOAP12,
    /// XML without an envelope, by POST.
    POX,
    /// Without an envelope, by the method of the message.
    REST,
    /// As the query of a GET.
    GET;

    /// The format of that name in artifacts.
    static Optional<MessageFormat> parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "soap11" -> Optional.of(SOAP11);
            case "soap12" -> Optional.of(SOAP12);
            case "pox" -> Optional.of(POX);
            case "rest" -> Optional.of(REST);
            case "get" -> Optional.of(GET);
            default -> Optional.empty();
        };
    }

    /// What a body of a format is to be written as.
    Format from(Format current) {
        return switch (this) {
            case AS_IS -> current;
            case SOAP11 -> Format.SOAP11;
            case SOAP12 -> Format.SOAP12;
            case POX -> Format.XML;
            case REST -> current.isSoap() ? Format.XML : current;
            case GET -> Format.NONE;
        };
    }
}
