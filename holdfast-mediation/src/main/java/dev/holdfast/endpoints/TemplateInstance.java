// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Reading;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import dev.holdfast.xml.XmlPart;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.namespace.QName;

/// Reads an endpoint that is made of a template: the template's endpoint, with values in place of `$NAME`.
final class TemplateInstance {

    private static final int DEEPEST = 8;
    private static final String MARK = " of template ";

    private final XmlElement instance;
    private final String place;
    private final String name;
    private final Reading reading;

    TemplateInstance(XmlElement instance, String place, String name, Reading reading) {
        this.instance = instance;
        this.place = place;
        this.name = name;
        this.reading = reading;
    }

    Optional<EndpointDefinition> read() {
        String template = reading.required(instance, "template").strip();
        Optional<XmlElement> found = reading.neighbours().template(template);
        if (found.isEmpty()) {
            reading.error(
                    instance,
                    "there is no template '" + template + "'"
                            + NearestName.hint(template, reading.neighbours().templateNames()));
            return Optional.empty();
        }
        reading.refersTo(Kind.TEMPLATE, template, instance);
        Optional<XmlElement> pattern = found.get().child("endpoint");
        if (pattern.isEmpty()) {
            reading.error(instance, "the template '" + template + "' holds no endpoint");
            return Optional.empty();
        }
        if (place.split(MARK, -1).length > DEEPEST) {
            reading.error(instance, "templates are made of each other, more than " + DEEPEST + " deep");
            return Optional.empty();
        }
        XmlElement filled = filled(pattern.get(), values(found.get()));
        return new EndpointReader(filled, place + MARK + template, name, reading).read();
    }

    private Map<String, String> values(XmlElement template) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", name);
        EndpointReader.text(instance, "uri").ifPresent(uri -> values.put("uri", uri));
        Map<String, XmlElement> given = new TreeMap<>();
        for (XmlElement parameter : instance.children("parameter")) {
            given.put(reading.required(parameter, "name").strip(), parameter);
        }
        for (XmlElement declared : template.children("parameter")) {
            String parameter = declared.attribute("name").orElse("").strip();
            Optional<String> value = Optional.ofNullable(given.remove(parameter))
                    .map(element -> reading.required(element, "value"))
                    .or(() -> declared.attribute("defaultValue"));
            if (value.isEmpty() && !values.containsKey(parameter)) {
                reading.error(
                        instance,
                        "parameter " + parameter + " is missing; the template '"
                                + template.attribute("name").orElse("") + "' needs it");
            }
            value.ifPresent(text -> values.put(parameter, text));
        }
        given.forEach((parameter, element) -> reading.problems()
                .warning(
                        element.location(),
                        "the template has no parameter " + parameter + NearestName.hint(parameter, values.keySet())));
        return values;
    }

    private XmlElement filled(XmlElement element, Map<String, String> values) {
        Map<QName, String> attributes = new LinkedHashMap<>();
        element.attributeValues().forEach((key, text) -> attributes.put(key, filled(text, values, element)));
        List<XmlPart> content = element.content().stream()
                .<XmlPart>map(part -> switch (part) {
                    case XmlElement child -> filled(child, values);
                    case XmlPart.Text(String text) -> new XmlPart.Text(filled(text, values, element));
                })
                .toList();
        return new XmlElement(element.name(), element.location(), attributes, content, element.namespaces());
    }

    private String filled(String text, Map<String, String> values, XmlElement at) {
        if (!text.contains("$")) {
            return text;
        }
        if (text.contains("$uri") && !values.containsKey("uri")) {
            reading.error(instance, "attribute uri is missing; the template uses it in " + at.location());
        }
        List<String> longestFirst = values.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        StringBuilder filled = new StringBuilder();
        int next = 0;
        while (next < text.length()) {
            int from = next;
            Optional<String> known = text.charAt(from) == '$'
                    ? longestFirst.stream()
                            .filter(key -> text.startsWith(key, from + 1))
                            .findFirst()
                    : Optional.empty();
            filled.append(known.map(values::get).orElse(text.substring(from, from + 1)));
            next += known.map(key -> key.length() + 1).orElse(1);
        }
        return filled.toString();
    }
}
