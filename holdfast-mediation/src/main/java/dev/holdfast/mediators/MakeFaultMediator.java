// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.content.Format;
import dev.holdfast.content.SoapFault;
import dev.holdfast.content.SoapVersion;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// `<makefault [version=soap11|soap12|pox] [response=]><code/><reason/>...</makefault>`: puts a fault in place
/// of the body.
///
/// @param version in which SOAP; empty for plain XML
/// @param code its local name
/// @param reason for people
/// @param texts the rest
/// @param response whether it is an answer from now on
record MakeFaultMediator(
        Optional<SoapVersion> version, TextSource code, TextSource reason, Texts texts, boolean response)
        implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "makefault", "Replaces the message by a fault;" + " respond or send then answers with status 500.")
            .optional("version", "soap11", "soap11, soap12, pox")
            .optional("response", "true", "false: the message stays a request")
            .child(
                    "code",
                    "value or expression; a code of either version of SOAP, which is put into the words of this one")
            .child("reason", "value or expression")
            .child("node", "text; with soap11 the faultactor, if there is no role")
            .child("role", "text; with soap11 the faultactor")
            .child("detail", "text, XML, or the attribute expression");

    static final MediatorReader READER = new ElementReader(SYNTAX, MakeFaultMediator::read);

    private static final Map<SoapVersion, List<String>> CODES = Map.of(
            SoapVersion.SOAP11, List.of("VersionMismatch", "MustUnderstand", "Client", "Server"),
            SoapVersion.SOAP12,
                    List.of("VersionMismatch", "MustUnderstand", "DataEncodingUnknown", "Sender", "Receiver"));

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    /// What a fault may say besides.
    record Texts(String node, String role, TextSource detail) {}

    static Mediator read(XmlElement element, FlowReading reading) {
        Optional<SoapVersion> version = version(element, reading);
        return new MakeFaultMediator(
                version,
                code(element, version, reading),
                reason(element, reading),
                new Texts(text(element, "node"), text(element, "role"), detail(element, reading)),
                reading.flag(element, "response", true));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        String name = code.of(exchange).asText();
        Value detail = texts.detail.of(exchange);
        SoapFault fault = new SoapFault(
                version.map(found -> SoapFault.codeIn(found, local(name))).orElse(local(name)),
                reason.of(exchange).asText(),
                texts.node,
                texts.role,
                detailOf(detail));
        exchange.body(version.map(found -> Body.of(fault.in(found)))
                .orElseGet(() -> Body.of(fault.asPlainXml(), Format.XML)));
        exchange.markFault();
        if (response) {
            exchange.markResponse();
            exchange.addressing("ReplyTo")
                    .ifPresentOrElse(to -> exchange.setAddressing("To", to), () -> exchange.removeAddressing("To"));
        }
        return Flow.CONTINUE;
    }

    private static SoapFault.Detail detailOf(Value value) {
        if (value instanceof Value.Nodes(var nodes) && nodes.stream().allMatch(Element.class::isInstance)) {
            return SoapFault.Detail.of(nodes.stream().map(Element.class::cast).toList());
        }
        String text = value.asText();
        return text.isEmpty() ? SoapFault.Detail.none() : SoapFault.Detail.of(text);
    }

    private static Optional<SoapVersion> version(XmlElement element, FlowReading reading) {
        String text = element.attribute("version").orElse("soap11");
        return switch (text) {
            case "soap11" -> Optional.of(SoapVersion.SOAP11);
            case "soap12" -> Optional.of(SoapVersion.SOAP12);
            case "pox" -> Optional.empty();
            default -> {
                reading.error(element, "version is '" + text + "'; expected soap11, soap12 or pox");
                yield Optional.empty();
            }
        };
    }

    private static TextSource code(XmlElement element, Optional<SoapVersion> version, FlowReading reading) {
        Optional<XmlElement> child = element.child("code");
        if (child.isEmpty()) {
            if (version.isPresent()) {
                reading.error(element, "<code> is missing; a SOAP fault needs it");
            }
            return TextSource.of("Server");
        }
        reading.knows(child.get(), "value", "expression");
        child.get().attribute("value").ifPresent(value -> {
            String local = local(value);
            List<String> known = version.map(CODES::get).orElse(List.of(local));
            if (CODES.values().stream().noneMatch(codes -> codes.contains(local)) && !known.contains(local)) {
                reading.error(
                        child.get(),
                        "code is '" + value + "'; expected one of " + String.join(", ", known)
                                + NearestName.hint(local, known));
            }
        });
        return TextSource.read(child.get(), reading);
    }

    private static TextSource reason(XmlElement element, FlowReading reading) {
        Optional<XmlElement> child = element.child("reason");
        if (child.isEmpty()) {
            reading.error(element, "<reason> is missing; a fault needs it");
            return TextSource.of("");
        }
        reading.knows(child.get(), "value", "expression");
        return TextSource.read(child.get(), reading);
    }

    private static TextSource detail(XmlElement element, FlowReading reading) {
        Optional<XmlElement> child = element.child("detail");
        if (child.isEmpty()) {
            return TextSource.of("");
        }
        reading.knows(child.get(), "expression");
        List<XmlElement> inside = child.get().children();
        if (!inside.isEmpty()) {
            List<Node> elements = new ArrayList<>();
            inside.forEach(one -> elements.add(Envelope.parseElement(one.toXml())));
            return new TextSource.Fixed(new Value.Nodes(elements));
        }
        return TextSource.find(child.get(), reading)
                .orElseGet(() -> TextSource.of(child.get().text().strip()));
    }

    private static String text(XmlElement element, String child) {
        return element.child(child).map(found -> found.text().strip()).orElse("");
    }
}
