// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.entry.Injection.Destination;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.reading.Kind;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a task. For one use.
final class TaskReader {

    static final String CLASS = "org.apache.synapse.startup.tasks.MessageInjector";

    private static final Set<String> PROPERTIES = Set.of(
            "message",
            "registryKey",
            "format",
            "soapAction",
            "to",
            "injectTo",
            "sequenceName",
            "proxyName",
            "sequential",
            "invokeHandlers");

    private final XmlElement element;
    private final FlowReading reading;
    private final Map<String, XmlElement> properties = new LinkedHashMap<>();

    TaskReader(XmlElement element, FlowReading reading) {
        this.element = element;
        this.reading = reading;
    }

    Task read() {
        reading.follows(element, Task.SYNTAX);
        String type = reading.required(element, "class").strip();
        if (!type.isEmpty() && !type.equals(CLASS)) {
            reading.unsupported(element, "the class " + type + " (supported is " + CLASS + ")");
        } else {
            element.children("property").forEach(this::readProperty);
        }
        return new Task(
                reading.required(element, "name").strip(),
                element.attribute("group").orElse(""),
                trigger(),
                overlap(),
                List.copyOf(Words.of(reading.resolve(
                        element, element.attribute("pinnedServers").orElse("")))),
                new Injection(
                        properties.isEmpty() ? new Destination.Main() : destination(),
                        payload(type),
                        text("soapAction"),
                        text("to")));
    }

    private void readProperty(XmlElement property) {
        reading.knows(property, "name", "value");
        String name = reading.required(property, "name").strip();
        if (!name.isEmpty() && !PROPERTIES.contains(name)) {
            reading.error(
                    property, "property '" + name + "' of a task is not known" + NearestName.hint(name, PROPERTIES));
        } else if (properties.put(name, property) != null) {
            reading.error(property, "property '" + name + "' is given twice");
        }
    }

    private Trigger trigger() {
        Optional<XmlElement> trigger = element.child("trigger");
        if (trigger.isEmpty()) {
            reading.error(element, "<trigger> is missing; a task needs it");
        }
        return trigger.map(found -> new TriggerReader(found, reading).read()).orElseGet(Trigger.Once::new);
    }

    private Task.Overlap overlap() {
        String sequential = text("sequential").toLowerCase(Locale.ROOT);
        return switch (sequential) {
            case "", "true" -> Task.Overlap.NEVER;
            case "false" -> Task.Overlap.ALLOWED;
            default -> {
                reading.error(at("sequential"), "sequential is '" + sequential + "'; expected true or false");
                yield Task.Overlap.NEVER;
            }
        };
    }

    private Destination destination() {
        String injectTo = text("injectTo").toLowerCase(Locale.ROOT);
        return switch (injectTo) {
            case "sequence" -> new Destination.Named(named("sequenceName", Kind.SEQUENCE));
            case "proxy" -> new Destination.OfProxy(named("proxyName", Kind.PROXY));
            case "", "main" -> new Destination.Main();
            default -> {
                reading.error(at("injectTo"), "injectTo is '" + injectTo + "'; expected main, sequence or proxy");
                yield new Destination.Main();
            }
        };
    }

    private String named(String property, Kind kind) {
        String name = text(property);
        if (name.isEmpty()) {
            reading.error(at("injectTo"), "injectTo needs the property " + property);
        } else {
            reading.refersTo(kind, name, at(property));
        }
        return name;
    }

    private Payload payload(String type) {
        String format = text("format");
        Optional<Payload.Shape> shape = format.isEmpty() ? Optional.of(Payload.Shape.SOAP12) : Payload.Shape.of(format);
        if (shape.isEmpty()) {
            reading.error(at("format"), "format is '" + format + "'; expected soap11, soap12, pox or get");
        }
        return new Payload(source(type), shape.orElse(Payload.Shape.SOAP12));
    }

    private Payload.Source source(String type) {
        String key = text("registryKey");
        boolean inline = properties.containsKey("message");
        if (!key.isEmpty()) {
            reading.refersTo(Kind.RESOURCE, key, at("registryKey"));
            if (inline) {
                reading.problems()
                        .warning(at("message").location(), "message has no effect beside registryKey, which wins");
            }
            return new Payload.Source.Key(key);
        }
        if (!inline && type.equals(CLASS)) {
            reading.error(element, "neither the property message nor registryKey is given; a task needs one of them");
        }
        return new Payload.Source.Inline(inline ? message(at("message")) : "");
    }

    private String message(XmlElement property) {
        List<XmlElement> children = property.children();
        if (children.size() > 1) {
            reading.error(children.get(1), "a message is one element; this is another one");
        }
        return children.isEmpty() ? text("message") : children.getFirst().toXml();
    }

    private XmlElement at(String property) {
        return properties.getOrDefault(property, element);
    }

    private String text(String property) {
        XmlElement found = properties.get(property);
        return found == null
                ? ""
                : reading.resolve(found, found.attribute("value").orElseGet(found::text))
                        .strip();
    }
}
