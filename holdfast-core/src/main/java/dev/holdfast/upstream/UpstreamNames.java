// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import dev.holdfast.message.AppendId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The keys in the maps of a stored message, and how Synapse writes the characters of headers that some brokers
/// do not take. Stateless.
final class UpstreamNames {

    static final String TRANSPORT_HEADERS = "TRANSPORT_HEADERS";
    static final String AXIS2_PROPERTIES = "ABSTRACT_MC_PROPERTIES";
    static final String ELEMENT_PREFIX = "OM_ELEMENT_PREFIX_";

    /// The names of addressing properties by the fields in which they are kept.
    static final Map<String, String> ADDRESSING = Map.of(
            "toAddress", "To",
            "fromAddress", "From",
            "replyToAddress", "ReplyTo",
            "faultToAddress", "FaultTo",
            "relatesToMessageId", "RelatesTo",
            "action", "Action");

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

    /// A property of the default scope that only Holdfast understands: the whole message without its body, in
    /// our own form and Base64.
    static final String WHOLE = "HOLDFAST_MESSAGE";

    private UpstreamNames() {}

    private record Escape(String character, String written) {}

    /// The name of a header as it is.
    static String headerName(String written) {
        return written.replace(HYPHEN.written, HYPHEN.character);
    }

    /// The name of a header as Synapse writes it.
    static String writtenName(String name) {
        return name.replace(HYPHEN.character, HYPHEN.written);
    }

    /// The value of a header as Synapse writes it.
    static String writtenValue(String value) {
        String written = value;
        for (Escape escape : ESCAPES) {
            written = written.replace(escape.character, escape.written);
        }
        return written;
    }

    /// The message id of a stored message, of which upstream makes a new one whenever it stores a message.
    static String messageId(AppendId id) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(id.toString().getBytes(StandardCharsets.UTF_8));
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
