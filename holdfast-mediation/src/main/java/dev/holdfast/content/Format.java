// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

/// What a body is, by its media type and its root element.
public enum Format {
    /// A SOAP 1.1 envelope.
    SOAP11,
    /// A SOAP 1.2 envelope.
    SOAP12,
    /// XML that is no envelope; Synapse calls it POX.
    XML,
    /// JSON.
    JSON,
    /// Text.
    TEXT,
    /// Fields of a form, in one line.
    FORM,
    /// Fields of a form, in parts.
    MULTIPART,
    /// Anything else.
    BINARY,
    /// No body.
    NONE;

    /// The format of a media type, whatever the body is like; `text/xml` is SOAP 1.1, as a formatter of Synapse
    /// has it.
    public static Format of(MediaType type) {
        return switch (type.name()) {
            case "text/xml" -> SOAP11;
            case "application/soap+xml" -> SOAP12;
            case "application/x-www-form-urlencoded" -> FORM;
            case "multipart/form-data" -> MULTIPART;
            default -> {
                if (type.isXml()) {
                    yield XML;
                }
                if (type.isJson()) {
                    yield JSON;
                }
                yield type.name().startsWith("text/") ? TEXT : BINARY;
            }
        };
    }

    /// Whether it is a SOAP envelope.
    public boolean isSoap() {
        return this == SOAP11 || this == SOAP12;
    }
}
