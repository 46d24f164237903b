// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.FlowReading;
import dev.holdfast.reading.Kind;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads an API. For one use.
final class ApiReader {

    private static final int HIGHEST_PORT = 65_535;
    private static final String VERSION_VARIABLE = "{version}";

    private final XmlElement element;
    private final FlowReading reading;

    ApiReader(XmlElement element, FlowReading reading) {
        this.element = element;
        this.reading = reading;
    }

    Api read() {
        reading.follows(element, Api.SYNTAX);
        element.children("handlers").forEach(this::refuseHandlers);
        if (reading.flag(element, "validateSchema", false)) {
            reading.unsupported(element, "validating requests by their schema (validateSchema)");
        }
        Api.Id id = new Api.Id(reading.required(element, "name").strip(), text("version"), element.location());
        return new Api(id, context(id.version()), reach(), resources(), contract());
    }

    private void refuseHandlers(XmlElement handlers) {
        reading.knows(handlers);
        reading.knowsChildren(handlers, Set.of("handler"));
        for (XmlElement handler : handlers.children("handler")) {
            reading.unsupported(
                    handler, "the class handler " + handler.attribute("class").orElse("without a class"));
        }
    }

    private Api.Context context(String version) {
        String context = reading.required(element, "context").strip();
        if (!context.isEmpty() && !context.startsWith("/")) {
            reading.error(element, "attribute context is '" + context + "'; expected a path that begins with /");
        }
        String type = text("version-type").toLowerCase(Locale.ROOT);
        boolean holds = context.contains(VERSION_VARIABLE);
        switch (type) {
            case "url", "context" -> requireVersion(version, type);
            case "", "none" -> warnOfVersion(version, type);
            default ->
                reading.error(element, "attribute version-type is '" + type + "'; expected url, context or none");
        }
        if (holds != type.equals("context")) {
            reading.error(
                    element,
                    holds
                            ? "context holds {version}, for which version-type=\"context\" is needed"
                            : "version-type is context, for which context must hold {version}");
        }
        String path = context.replace(VERSION_VARIABLE, version);
        while (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return new Api.Context(path, type.equals("url") ? version : "");
    }

    private void requireVersion(String version, String type) {
        if (version.isEmpty()) {
            reading.error(element, "version-type is " + type + ", and attribute version is missing");
        } else if (version.indexOf('/') >= 0) {
            reading.error(element, "attribute version is '" + version + "'; expected no / in it");
        }
    }

    private void warnOfVersion(String version, String type) {
        if (!version.isEmpty() && type.isEmpty()) {
            reading.problems()
                    .warning(
                            element.location(),
                            "version without version-type is in the name of the API only; expected url, context or"
                                    + " none");
        }
    }

    private Api.Reach reach() {
        return new Api.Reach(
                optional("hostname"), port(), schemes(element, "transports", reading), bindsTo(element, reading));
    }

    private Optional<Integer> port() {
        Optional<String> text = optional("port");
        if (text.isEmpty() || text.get().equals("-1")) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(text.get());
            if (port > 0 && port <= HIGHEST_PORT) {
                return Optional.of(port);
            }
        } catch (NumberFormatException e) {
            reading.problems().error(element.location(), "attribute port is '" + text.get() + "', which is no number");
            return Optional.empty();
        }
        reading.error(element, "attribute port is " + text.get() + "; expected 1 to " + HIGHEST_PORT);
        return Optional.empty();
    }

    private List<ApiResource> resources() {
        List<ApiResource> resources = new ArrayList<>();
        for (XmlElement child : element.children("resource")) {
            ApiResource resource = ApiResource.read(child, reading);
            resources.stream()
                    .filter(resource::collidesWith)
                    .findFirst()
                    .ifPresent(other -> reading.error(
                            child,
                            "the resource in line " + other.location().line() + " takes "
                                    + other.pattern().text() + " with one of these methods already"));
            resources.add(resource);
        }
        if (resources.isEmpty()) {
            reading.error(element, "there is no <resource>; an API needs one or more");
        }
        return resources;
    }

    private Optional<String> contract() {
        Optional<String> key = optional("publishSwagger");
        key.ifPresent(name -> reading.refersTo(Kind.RESOURCE, name, element));
        return key;
    }

    private String text(String attribute) {
        return element.attribute(attribute).map(String::strip).orElse("");
    }

    private Optional<String> optional(String attribute) {
        return Optional.of(text(attribute)).filter(text -> !text.isEmpty());
    }

    /// The schemes that an attribute names; empty for both.
    static Set<String> schemes(XmlElement element, String attribute, FlowReading reading) {
        Set<String> named = Words.of(element.attribute(attribute).orElse("").toLowerCase(Locale.ROOT));
        for (String name : named) {
            if (!name.equals("http") && !name.equals("https")) {
                reading.error(
                        element, "attribute " + attribute + " names '" + name + "'; supported are http and https");
            }
        }
        return named;
    }

    /// The listeners to which an element is bound; empty for all.
    static Set<String> bindsTo(XmlElement element, FlowReading reading) {
        Set<String> names = Words.of(element.attribute("binds-to").orElse(""));
        names.forEach(name -> reading.refersTo(Kind.INBOUND_ENDPOINT, name, element));
        return names;
    }
}
