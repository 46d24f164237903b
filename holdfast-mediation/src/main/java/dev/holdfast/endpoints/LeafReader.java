// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.endpoints.EndpointDefinition.Leaf;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.reading.Reading;
import dev.holdfast.reading.Syntax;
import dev.holdfast.xml.XmlElement;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the forms that have one address.
final class LeafReader {

    private static final Map<String, String> OTHER_SCHEMES = Map.of(
            "jms", "; a message store of JMS keeps messages in a queue",
            "vfs", "",
            "file", "",
            "local", "; name a sequence instead",
            "mailto", "",
            "tcp", "",
            "rabbitmq", "");
    private static final Map<String, String> REFUSED = Map.of(
            "enableSec", "WS-Security (enableSec)",
            "enableRM", "WS-ReliableMessaging (enableRM)",
            "proxy-config", "a proxy server for one endpoint (proxy-config)");
    private static final String URI_VARIABLE = "uri.var.";
    private static final String QUERY_PARAMETER = "query.param.";

    private final EndpointReader endpoint;
    private final XmlElement form;
    private final Reading reading;

    LeafReader(EndpointReader endpoint, XmlElement form) {
        this.endpoint = endpoint;
        this.form = form;
        this.reading = endpoint.reading();
    }

    Optional<EndpointDefinition> read() {
        XmlElement supported = withoutRefused();
        return switch (form.localName()) {
            case "http" -> {
                reading.follows(supported, EndpointSyntaxes.HTTP);
                yield Optional.of(http());
            }
            case "default" -> {
                reading.follows(supported, EndpointSyntaxes.DEFAULT);
                yield Optional.of(leaf(new Target.Implicit(), wire(), ""));
            }
            case "wsdl" -> {
                reading.follows(supported, EndpointSyntaxes.WSDL);
                yield WsdlAddress.read(form, reading).map(address -> leaf(new Target.Wsdl(address), wire(), address));
            }
            default -> {
                reading.follows(supported, EndpointSyntaxes.ADDRESS);
                yield Optional.of(address());
            }
        };
    }

    /// Reports what is known and not supported, so that it is not also reported as unknown.
    private XmlElement withoutRefused() {
        REFUSED.forEach((name, what) -> form.children().stream()
                .filter(child -> child.localName().equals(name))
                .forEach(child -> reading.unsupported(child, what)));
        form.attribute("optimize")
                .filter(value -> !value.isBlank())
                .ifPresent(value -> reading.unsupported(form, "optimize=\"" + value + "\""));
        return new XmlElement(
                form.name(),
                form.location(),
                form.attributeValues(),
                form.content().stream()
                        .filter(part -> !(part instanceof XmlElement child && REFUSED.containsKey(child.localName())))
                        .toList(),
                form.namespaces());
    }

    private Leaf leaf(Target target, Wire wire, String filled) {
        return new Leaf(
                endpoint.identity(filled), endpoint.common(), target, wire, new QualityReader(form, reading).read());
    }

    private EndpointDefinition address() {
        String text = reading.resolve(form, reading.required(form, "uri").strip());
        AddressTemplate uri = AddressTemplate.read(text, form, reading);
        if (!text.isEmpty() && uri.isFixed()) {
            requireHttp(text, "uri");
        }
        return leaf(new Target.Address(uri), wire(), text);
    }

    private EndpointDefinition http() {
        String text =
                reading.resolve(form, reading.required(form, "uri-template").strip());
        UriTemplate uri = UriTemplate.read(text, form, reading);
        if (!text.isEmpty() && !uri.text().startsWith("{") && !uri.text().startsWith("${")) {
            requireHttp(
                    uri.expand(variable -> Optional.of("x"), any -> any.isFixed() ? any.text() : "x"), "uri-template");
        }
        uri.variables().stream()
                .filter(name -> !name.startsWith(URI_VARIABLE) && !name.startsWith(QUERY_PARAMETER))
                .forEach(name -> reading.problems()
                        .warning(
                                form.location(),
                                "the variable {" + name + "} is always empty: only " + URI_VARIABLE + "NAME and "
                                        + QUERY_PARAMETER + "NAME are filled"));
        EndpointReader.text(form, "version")
                .filter(version -> !version.equals("1.1"))
                .ifPresent(version -> reading.unsupported(form, "version " + version + " of HTTP"));
        Optional<AttributeValue> method = EndpointReader.text(form, "method").map(this::method);
        Wire wire = new Wire(
                MessageFormat.REST, Optional.empty(), addressing(), new AuthenticationReader(reading).read(form));
        return leaf(new Target.Http(uri, method), wire, text);
    }

    private AttributeValue method(String text) {
        AttributeValue method = Texts.value(form, text, reading);
        if (method instanceof AttributeValue.Literal(String literal)) {
            return new AttributeValue.Literal(literal.toUpperCase(Locale.ROOT));
        }
        return method;
    }

    private void requireHttp(String text, String attribute) {
        if (EndpointDefinition.httpUri(text).isPresent()) {
            return;
        }
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String hint = OTHER_SCHEMES.get(scheme);
        if (hint != null) {
            reading.error(form, "an address of " + scheme + ": is not supported; supported are http and https" + hint);
        } else {
            reading.error(form, attribute + " is '" + text + "'; expected an absolute URI of http or https");
        }
    }

    private Wire wire() {
        return new Wire(format(), encoding(), addressing(), new Authentication.None());
    }

    private MessageFormat format() {
        Optional<String> text = EndpointReader.text(form, "format");
        if (text.isEmpty()) {
            return MessageFormat.AS_IS;
        }
        Optional<MessageFormat> format = MessageFormat.parse(text.get());
        if (format.isEmpty()) {
            reading.error(form, "format is '" + text.get() + "'; supported are soap11, soap12, pox, rest and get");
        }
        return format.orElse(MessageFormat.AS_IS);
    }

    private Optional<Charset> encoding() {
        return EndpointReader.text(form, "encoding").flatMap(text -> {
            try {
                Charset charset = Charset.forName(text);
                if (charset.canEncode()) {
                    return Optional.of(charset);
                }
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                reading.error(form, "encoding is '" + text + "', which is no character set: " + e.getMessage());
                return Optional.empty();
            }
            reading.error(form, "encoding is '" + text + "', in which nothing can be written");
            return Optional.empty();
        });
    }

    private Optional<Addressing> addressing() {
        return form.child("enableAddressing").flatMap(element -> {
            if (element.attribute("separateListener")
                    .filter(flag -> flag.strip().equalsIgnoreCase("true"))
                    .isPresent()) {
                reading.unsupported(element, "a separate listener for answers (separateListener)");
            }
            Syntax known = EndpointSyntaxes.ADDRESSING.inert("separateListener");
            reading.follows(element, known);
            String version = EndpointReader.text(element, "version").orElse("final");
            Optional<Addressing> found = Addressing.parse(version);
            if (found.isEmpty()) {
                reading.error(element, "version is '" + version + "'; expected final or submission");
            }
            return found;
        });
    }
}
