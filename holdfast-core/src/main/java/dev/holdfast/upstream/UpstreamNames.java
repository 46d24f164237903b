// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import java.util.List;

/// The keys in the maps of a stored message, and how Synapse writes the characters of headers that some brokers
/// do not take. Stateless.
final class UpstreamNames {

    static final String TRANSPORT_HEADERS = "TRANSPORT_HEADERS";
    static final String AXIS2_PROPERTIES = "ABSTRACT_MC_PROPERTIES";
    static final String ELEMENT_PREFIX = "OM_ELEMENT_PREFIX_";

    private static final Escape HYPHEN = new Escape("-", "__HYPHEN__");

    /// In the order in which Synapse takes them.
    private static final List<Escape> ESCAPES = List.of(
            HYPHEN,
            new Escape("=", "__EQUAL__"),
            new Escape("/", "__SLASH__"),
            new Escape(",", "__COMMA__"),
            new Escape(" ", "__SPACE__"),
            new Escape(":", "__COLON__"),
            new Escape(";", "__SEMICOLON__"));

    private UpstreamNames() {}

    private record Escape(String character, String written) {}

    /// The name of a header as it is.
    static String headerName(String written) {
        return written.replace(HYPHEN.written, HYPHEN.character);
    }

    /// The value of a header as it is.
    static String headerValue(String written) {
        String value = written;
        for (Escape escape : ESCAPES) {
            value = value.replace(escape.written, escape.character);
        }
        return value;
    }
}
