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
    /// Anything else.
    BINARY,
    /// No body.
    NONE;

    /// Whether it is a SOAP envelope.
    public boolean isSoap() {
        return this == SOAP11 || this == SOAP12;
    }
}
