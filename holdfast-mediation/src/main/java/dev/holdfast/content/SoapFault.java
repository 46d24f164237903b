// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// What a fault says.
///
/// @param code the local name of a code of the version, such as Server or Receiver
/// @param reason for people
/// @param node who noticed; empty for none
/// @param role in what role; empty for none. SOAP 1.1 knows a faultactor only: that is the role, else the node
/// @param detail text, or an element
public record SoapFault(String code, String reason, String node, String role, Detail detail) {

    /// What is said beside.
    ///
    /// @param text when there is no element
    /// @param elements copied into the fault
    public record Detail(String text, List<Element> elements) {

        /// Copies the list.
        public Detail {
            elements = List.copyOf(elements);
        }

        /// Nothing.
        public static Detail none() {
            return new Detail("", List.of());
        }

        /// A text.
        public static Detail of(String text) {
            return new Detail(text, List.of());
        }

        /// Elements.
        public static Detail of(List<Element> elements) {
            return new Detail("", elements);
        }

        boolean isEmpty() {
            return text.isEmpty() && elements.isEmpty();
        }
    }

    /// A fault without detail.
    public static SoapFault of(String code, String reason) {
        return new SoapFault(code, reason, "", "", Detail.none());
    }

    /// The code in the words of the version: artifacts often name a Receiver of SOAP 1.2, and make a fault of 1.1,
    /// which has no such code.
    ///
    /// @param code the local name of a code of either version
    public static String codeIn(SoapVersion version, String code) {
        boolean soap11 = version == SoapVersion.SOAP11;
        return switch (code) {
            case "Receiver", "Server" -> soap11 ? "Server" : "Receiver";
            case "Sender", "Client" -> soap11 ? "Client" : "Sender";
            case "DataEncodingUnknown" -> soap11 ? "Client" : code;
            default -> code;
        };
    }

    /// A fault of the receiver, in the words of the version.
    public static SoapFault ofReceiver(SoapVersion version, String reason) {
        return of(codeIn(version, "Receiver"), reason);
    }

    /// A fault of the sender, in the words of the version.
    public static SoapFault ofSender(SoapVersion version, String reason) {
        return of(codeIn(version, "Sender"), reason);
    }

    /// The fault in an envelope.
    public Envelope in(SoapVersion version) {
        Envelope envelope = Envelope.empty(version);
        Element fault = add(envelope.body(), version, "Fault");
        if (version == SoapVersion.SOAP11) {
            fill11(fault);
        } else {
            fill12(fault);
        }
        return envelope;
    }

    /// The fault for those who do not speak SOAP: `<Exception>reason</Exception>`.
    public Envelope asPlainXml() {
        Envelope envelope = Envelope.empty(SoapVersion.SOAP11);
        Element body = envelope.body();
        Element exception = document(body).createElementNS(null, "Exception");
        exception.setTextContent(reason);
        body.appendChild(exception);
        return envelope;
    }

    private void fill11(Element fault) {
        plain(fault, "faultcode").setTextContent(fault.getPrefix() + ":" + code);
        plain(fault, "faultstring").setTextContent(reason);
        String actor = role.isEmpty() ? node : role;
        if (!actor.isEmpty()) {
            plain(fault, "faultactor").setTextContent(actor);
        }
        if (!detail.isEmpty()) {
            fillDetail(plain(fault, "detail"));
        }
    }

    private void fill12(Element fault) {
        SoapVersion version = SoapVersion.SOAP12;
        add(add(fault, version, "Code"), version, "Value").setTextContent(fault.getPrefix() + ":" + code);
        Element text = add(add(fault, version, "Reason"), version, "Text");
        text.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:lang", "en");
        text.setTextContent(reason);
        if (!node.isEmpty()) {
            add(fault, version, "Node").setTextContent(node);
        }
        if (!role.isEmpty()) {
            add(fault, version, "Role").setTextContent(role);
        }
        if (!detail.isEmpty()) {
            fillDetail(add(fault, version, "Detail"));
        }
    }

    private void fillDetail(Element target) {
        if (detail.elements().isEmpty()) {
            target.setTextContent(detail.text());
        }
        detail.elements().forEach(element -> target.appendChild(document(target).importNode(element, true)));
    }

    private static Element add(Element parent, SoapVersion version, String name) {
        Element child = document(parent).createElementNS(version.namespace(), "soapenv:" + name);
        parent.appendChild(child);
        return child;
    }

    private static Element plain(Element parent, String name) {
        Element child = document(parent).createElementNS(null, name);
        parent.appendChild(child);
        return child;
    }

    private static Document document(Element element) {
        return element.getOwnerDocument();
    }
}
