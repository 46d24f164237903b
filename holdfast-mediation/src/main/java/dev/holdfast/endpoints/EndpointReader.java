// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoints.EndpointDefinition.Common;
import dev.holdfast.endpoints.EndpointDefinition.Identity;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Reading;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `endpoint` elements of all forms.
final class EndpointReader {

    private static final List<String> FORMS =
            List.of("address", "http", "default", "wsdl", "failover", "loadbalance", "recipientlist");
    private static final Set<String> BESIDE = Set.of("description", "property", "session", "parameter");
    static final Map<String, String> REFUSED = Map.of(
            "class", "an endpoint of a class of your own",
            "dynamicLoadbalance", "a loadbalance over the members of a cluster",
            "serviceDynamicLoadbalance", "a loadbalance over the members of clusters");

    private final XmlElement endpoint;
    private final String place;
    private final String name;
    private final Reading reading;

    /// @param place where it stands, for its identity
    /// @param name as logs show it
    EndpointReader(XmlElement endpoint, String place, String name, Reading reading) {
        this.endpoint = endpoint;
        this.place = place;
        this.name = name;
        this.reading = reading;
    }

    static EndpointDefinition artifact(XmlElement element, Reading reading) {
        String name = reading.required(element, "name").strip();
        return new EndpointReader(element, "endpoint", name, reading)
                .read()
                .orElseGet(EndpointDefinition.Leaf::implicit);
    }

    static Optional<EndpointDefinition> inline(XmlElement element, Reading reading) {
        return new EndpointReader(element, element.location().toString(), nameOf(element), reading).read();
    }

    static String nameOf(XmlElement element) {
        return text(element, "name").orElse(EndpointDefinition.ANONYMOUS);
    }

    Optional<EndpointDefinition> read() {
        reading.follows(endpoint, EndpointSyntaxes.ENDPOINT.holding(Syntax.Contents.ANYTHING));
        if (text(endpoint, "template").isPresent()) {
            return new TemplateInstance(endpoint, place, name, reading).read();
        }
        if (text(endpoint, "key").isPresent()
                || endpoint.attribute("key-expression").isPresent()) {
            return key().map(key -> new EndpointDefinition.Alias(identity(""), common(), key));
        }
        return form().flatMap(this::read);
    }

    /// Which it is.
    ///
    /// @param filled what was filled into its text
    Identity identity(String filled) {
        return new Identity(name, place, endpoint.toXml() + "\n" + filled);
    }

    /// What every form can have.
    Common common() {
        Optional<String> onError = reading.reference(endpoint, "onError", Kind.SEQUENCE);
        List<EndpointProperty> properties = endpoint.children("property").stream()
                .flatMap(property -> EndpointProperty.read(property, reading).stream())
                .toList();
        return new Common(onError, properties);
    }

    /// The element around the form.
    XmlElement endpoint() {
        return endpoint;
    }

    /// Where the child of that number stands.
    String placeOf(int child) {
        return place + " " + name + "/" + child;
    }

    Reading reading() {
        return reading;
    }

    private Optional<EndpointDefinition> read(XmlElement form) {
        if (!form.localName().equals("loadbalance")) {
            endpoint.child("session").ifPresent(session -> reading.error(session, "<session> is for <loadbalance>"));
        }
        return switch (form.localName()) {
            case "failover", "loadbalance", "recipientlist" -> new GroupReader(this, form).read();
            default -> new LeafReader(this, form).read();
        };
    }

    private Optional<AttributeValue> key() {
        Optional<String> key = text(endpoint, "key");
        if (key.isEmpty()) {
            return reading.expression(endpoint, "key-expression").map(AttributeValue.Dynamic::new);
        }
        AttributeValue value = reading.value(endpoint, key.get());
        reading.refersTo(Kind.ENDPOINT, value, endpoint);
        return Optional.of(value);
    }

    private Optional<XmlElement> form() {
        List<XmlElement> forms = endpoint.children().stream()
                .filter(child -> !BESIDE.contains(child.localName()))
                .toList();
        for (XmlElement child : forms) {
            if (REFUSED.containsKey(child.localName())) {
                reading.unsupported(child, "<" + child.localName() + ">, " + REFUSED.get(child.localName()) + ",");
                return Optional.empty();
            }
            if (!child.isSynapse() || !FORMS.contains(child.localName())) {
                reading.error(
                        child,
                        "<" + child.localName() + "> is not supported in an endpoint; supported are "
                                + String.join(", ", FORMS) + NearestName.hint(child.localName(), FORMS));
                return Optional.empty();
            }
        }
        if (forms.size() != 1) {
            reading.error(
                    endpoint,
                    "an endpoint holds one of " + String.join(", ", FORMS) + ", or has a key or a template; there are "
                            + forms.size());
            return Optional.empty();
        }
        return Optional.of(forms.getFirst());
    }

    static Optional<String> text(XmlElement element, String attribute) {
        return element.attribute(attribute).map(String::strip).filter(text -> !text.isEmpty());
    }
}
