// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.content.Envelope;
import dev.holdfast.mediation.Catalogue;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.resource.ResourceException;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Response;
import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.XmlSyntaxException;
import java.io.ByteArrayInputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// What a proxy tells of itself: `?wsdl`, `?wsdl2`, `?xsd` and `?info`. Addresses in it are those under which the
/// client has reached the proxy.
///
/// @param proxy that is asked
/// @param request as it came
/// @param catalogue knows the resources
record WsdlPages(Proxy proxy, InboundRequest request, Catalogue catalogue) {

    private static final Logger LOGGER = System.getLogger(WsdlPages.class.getName());
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final String HTML = "text/html; charset=UTF-8";
    private static final String WSDL1 = "http://schemas.xmlsoap.org/wsdl/";
    private static final String WSDL2 = "http://www.w3.org/ns/wsdl";
    private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

    /// The answer; empty when the request is one to the proxy itself.
    Optional<Response> answer() {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Optional.empty();
        }
        int equals = request.query().indexOf('=');
        String name = equals < 0 ? request.query() : request.query().substring(0, equals);
        String value = equals < 0 ? "" : PercentCode.decodeForm(request.query().substring(equals + 1));
        return switch (name) {
            case "wsdl" -> asked(equals < 0 ? whole(WSDL1) : imported(value));
            case "wsdl2" -> asked(equals < 0 ? whole(WSDL2) : imported(value));
            case "xsd" -> asked(equals < 0 ? this::firstSchema : imported(value));
            case "info" -> equals < 0 ? Optional.of(info()) : Optional.empty();
            case "policy" -> equals < 0 ? Optional.of(missing("policy")) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Response> asked(Function<PublishedWsdl, Optional<Element>> part) {
        try {
            return Optional.of(proxy.wsdl()
                    .flatMap(part)
                    .map(found -> page(OK, Envelope.toXml(found), "text/xml; charset=UTF-8"))
                    .orElseGet(() -> missing("WSDL")));
        } catch (XmlSyntaxException | ResourceException e) {
            LOGGER.log(Level.ERROR, "The WSDL of proxy {0} cannot be read: {1}", proxy.name(), e.getMessage());
            return Optional.of(page(INTERNAL_SERVER_ERROR, html("The WSDL of this service cannot be read."), HTML));
        }
    }

    /// The description, if it is of that version.
    private Function<PublishedWsdl, Optional<Element>> whole(String version) {
        return wsdl -> wsdl.text(catalogue).map(this::rewritten).filter(root -> version.equals(root.getNamespaceURI()));
    }

    private Function<PublishedWsdl, Optional<Element>> imported(String location) {
        return wsdl -> wsdl.imported(location, catalogue).map(this::rewritten);
    }

    private Optional<Element> firstSchema(PublishedWsdl wsdl) {
        return wsdl.text(catalogue)
                .map(this::rewritten)
                .flatMap(root -> elements(root, SCHEMA, "schema").stream().findFirst())
                .or(() -> wsdl.imports().keySet().stream()
                        .filter(location -> location.endsWith(".xsd"))
                        .findFirst()
                        .flatMap(location -> wsdl.imported(location, catalogue))
                        .map(this::rewritten));
    }

    /// The document, with our addresses in it.
    private Element rewritten(String text) {
        Document document = SafeXml.document(
                new ByteArrayInputStream(text.strip().getBytes(StandardCharsets.UTF_8)), Optional.of("UTF-8"));
        Element root = document.getDocumentElement();
        for (Element port : elements(root, WSDL1, "port")) {
            for (Element address : elements(port, "*", "address")) {
                address.setAttribute("location", address());
            }
        }
        elements(root, WSDL2, "endpoint").forEach(endpoint -> endpoint.setAttribute("address", address()));
        elements(root, WSDL1, "import").forEach(found -> redirect(found, "location", "wsdl"));
        elements(root, SCHEMA, "import").forEach(found -> redirect(found, "schemaLocation", "xsd"));
        elements(root, SCHEMA, "include").forEach(found -> redirect(found, "schemaLocation", "xsd"));
        return root;
    }

    /// What the artifact has a resource for is to be had from us.
    private void redirect(Element element, String attribute, String query) {
        String location = element.getAttribute(attribute);
        if (proxy.wsdl().filter(wsdl -> wsdl.imports().containsKey(location)).isPresent()) {
            element.setAttribute(
                    attribute, address() + "?" + query + "=" + URLEncoder.encode(location, StandardCharsets.UTF_8));
        }
    }

    private String address() {
        String host =
                request.headers().first("Host").filter(text -> !text.isBlank()).orElse("localhost");
        return request.peer().scheme() + "://" + host + ProxyCall.SERVICES + proxy.name();
    }

    private Response info() {
        String wsdl = proxy.wsdl().isPresent() ? " <a href=\"" + escaped(address()) + "?wsdl\">WSDL</a>" : "";
        return page(OK, html("Service " + escaped(proxy.name()) + " at " + escaped(address()) + "." + wsdl), HTML);
    }

    private static Response missing(String what) {
        return page(NOT_FOUND, html("No " + what + " was provided for this service."), HTML);
    }

    private static String html(String sentence) {
        return "<html><body><p>" + sentence + "</p></body></html>\n";
    }

    private static Response page(int status, String text, String type) {
        return new Response(status, Headers.empty(), Content.ofText(text, type));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static List<Element> elements(Element within, String namespace, String name) {
        NodeList found = within.getElementsByTagNameNS(namespace, name);
        List<Element> elements = new ArrayList<>();
        if (name.equals(within.getLocalName()) && namespace.equals(within.getNamespaceURI())) {
            elements.add(within);
        }
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
