// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.reading.Reading;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Finds the address of a port in a WSDL, 1.1 or 2.0, when an endpoint is deployed.
final class WsdlAddress {

    private static final String WSDL11 = "http://schemas.xmlsoap.org/wsdl/";
    private static final String WSDL20 = "http://www.w3.org/ns/wsdl";

    private final XmlElement form;
    private final Reading reading;

    private WsdlAddress(XmlElement form, Reading reading) {
        this.form = form;
        this.reading = reading;
    }

    /// The address; empty when, reported, there is none.
    static Optional<String> read(XmlElement form, Reading reading) {
        return new WsdlAddress(form, reading).read();
    }

    private Optional<String> read() {
        String service = reading.required(form, "service").strip();
        String port = reading.required(form, "port").strip();
        Optional<XmlElement> wsdl = EndpointReader.text(form, "uri").isPresent() ? referred() : inline();
        return wsdl.flatMap(found -> named(found, "service", service))
                .flatMap(found -> named(found, portElement(found), port))
                .flatMap(this::address);
    }

    private Optional<XmlElement> inline() {
        Optional<XmlElement> wsdl =
                form.children().stream().filter(WsdlAddress::isWsdl).findFirst();
        if (wsdl.isEmpty()) {
            reading.error(form, "there is no WSDL: expected attribute uri, or <definitions> of " + WSDL11 + " inside");
        }
        return wsdl;
    }

    private Optional<XmlElement> referred() {
        String uri = reading.resolve(form, EndpointReader.text(form, "uri").orElse(""));
        if (uri.startsWith("http:") || uri.startsWith("https:")) {
            reading.error(
                    form,
                    "a WSDL is not loaded over the network; put it into a local entry or a file, and name that in uri");
            return Optional.empty();
        }
        try {
            Optional<XmlElement> root = reading.neighbours().resource(uri).map(Resource::xml);
            if (root.isEmpty()) {
                reading.error(form, "there is no '" + uri + "'; expected file:PATH, a local entry or a registry key");
            } else if (!isWsdl(root.get())) {
                reading.error(
                        form,
                        "'" + uri + "' is no WSDL: its root is <" + root.get().localName() + ">");
                return Optional.empty();
            }
            return root;
        } catch (IOException | ResourceException e) {
            reading.error(form, "the WSDL '" + uri + "' cannot be read: " + e.getMessage());
        } catch (XmlException e) {
            reading.problems().error(e.location(), e.text());
        }
        return Optional.empty();
    }

    private static boolean isWsdl(XmlElement element) {
        return element.namespace().equals(WSDL11) || element.namespace().equals(WSDL20);
    }

    private static String portElement(XmlElement service) {
        return service.namespace().equals(WSDL20) ? "endpoint" : "port";
    }

    private Optional<XmlElement> named(XmlElement parent, String element, String name) {
        List<XmlElement> all = parent.children().stream()
                .filter(child -> isWsdl(child) && child.localName().equals(element))
                .toList();
        Optional<XmlElement> found = all.stream()
                .filter(child -> child.attribute("name").filter(name::equals).isPresent())
                .findFirst();
        if (found.isEmpty() && !name.isEmpty()) {
            List<String> names = all.stream()
                    .flatMap(child -> child.attribute("name").stream())
                    .toList();
            reading.error(
                    form,
                    "the WSDL has no " + element + " '" + name + "'" + NearestName.hint(name, names) + "; there are "
                            + names);
        }
        return found;
    }

    private Optional<String> address(XmlElement port) {
        Optional<String> address = port.attribute("address")
                .or(() -> port.children().stream()
                        .filter(child -> child.localName().equals("address"))
                        .findFirst()
                        .flatMap(child -> child.attribute("location")))
                .map(String::strip);
        if (address.flatMap(EndpointDefinition::httpUri).isEmpty()) {
            reading.error(
                    form,
                    "the address of the port is '" + address.orElse("")
                            + "'; expected an absolute URI of http or https");
            return Optional.empty();
        }
        return address;
    }
}
