// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.content.Envelope;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/// The versions of WS-Addressing that `enableAddressing` can add to SOAP.
public enum Addressing {
    /// Of the W3C.
    FINAL("http://www.w3.org/2005/08/addressing"),
    /// Of August 2004.
    SUBMISSION("http://schemas.xmlsoap.org/ws/2004/08/addressing");

    private static final List<String> FIELDS = List.of("To", "Action", "MessageID", "ReplyTo");

    private final String namespace;

    Addressing(String namespace) {
        this.namespace = namespace;
    }

    /// The version of that name; empty for another.
    static Optional<Addressing> parse(String text) {
        return Arrays.stream(values())
                .filter(version -> version.name().equalsIgnoreCase(text))
                .findFirst();
    }

    private String anonymous() {
        return namespace + (this == FINAL ? "/anonymous" : "/role/anonymous");
    }

    /// The envelope with the headers of this version; those that it had, of either, are gone.
    ///
    /// @param to the address that it is sent to
    /// @param action of SOAP; empty for none
    Envelope on(Envelope envelope, Message message, String to, String action) {
        Envelope result = envelope;
        for (Addressing version : values()) {
            for (String field : FIELDS) {
                result = without(result, new QName(version.namespace, field));
            }
        }
        result = result.withHeaderText(name("To"), to);
        if (!action.isEmpty()) {
            result = result.withHeaderText(name("Action"), action);
        }
        String id = message.properties()
                .get(PropertyName.addressing("MessageID"))
                .map(PropertyValue::asText)
                .orElseGet(() -> message.flowId().urn());
        return result.withHeaderText(name("MessageID"), id).withHeaderBlock(replyTo(message));
    }

    /// To copy an envelope is dear: only where there is something to take out.
    private static Envelope without(Envelope envelope, QName name) {
        boolean there = envelope.headerBlocks().stream()
                .anyMatch(block -> name.getLocalPart().equals(block.getLocalName())
                        && name.getNamespaceURI().equals(block.getNamespaceURI()));
        return there ? envelope.withoutHeader(name) : envelope;
    }

    private org.w3c.dom.Element replyTo(Message message) {
        String address = message.properties()
                .get(PropertyName.addressing("ReplyTo"))
                .map(PropertyValue::asText)
                .orElseGet(this::anonymous);
        org.w3c.dom.Element element =
                Envelope.parseElement("<wsa:ReplyTo xmlns:wsa=\"" + namespace + "\"><wsa:Address/></wsa:ReplyTo>");
        element.getFirstChild().setTextContent(address);
        return element;
    }

    private QName name(String field) {
        return new QName(namespace, field, "wsa");
    }
}
