// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

/// The two versions of SOAP.
public enum SoapVersion {
    /// https://www.w3.org/TR/2000/NOTE-SOAP-20000508/
    SOAP11("http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
    /// https://www.w3.org/TR/soap12-part1/
    SOAP12("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

    private final String namespace;
    private final String mediaType;

    SoapVersion(String namespace, String mediaType) {
        this.namespace = namespace;
        this.mediaType = mediaType;
    }

    /// The namespace of its envelope.
    public String namespace() {
        return namespace;
    }

    /// The media type under which it travels, without parameters.
    public String mediaType() {
        return mediaType;
    }

    /// The format of a body in this version.
    public Format format() {
        return this == SOAP11 ? Format.SOAP11 : Format.SOAP12;
    }
}
