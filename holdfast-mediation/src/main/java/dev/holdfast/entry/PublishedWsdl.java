// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import dev.holdfast.mediation.Catalogue;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.resource.Resource;
import dev.holdfast.xml.XmlElement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The description that a proxy shows its clients. Immutable.
///
/// @param document the description itself
/// @param imports keys of what it imports, by the location under which it does
public record PublishedWsdl(Payload.Source document, Map<String, String> imports) {

    static final Syntax SYNTAX = Syntax.of("publishWSDL", "The description that clients of a proxy are shown.")
            .optional("key", "", "of the local entry or resource that has it")
            .inert("preservePolicy")
            .holding(Syntax.Contents.ANYTHING)
            .child("resource", "location and key: what the description imports from there")
            .differs("A uri is an error: a local entry with src loads it.");

    /// Copies the map.
    public PublishedWsdl {
        imports = Collections.unmodifiableMap(new LinkedHashMap<>(imports));
    }

    /// Reads a `publishWSDL`; empty when there is nothing in it, which is reported.
    static Optional<PublishedWsdl> read(XmlElement element, FlowReading reading) {
        reading.knows(element, "key", "uri", "endpoint", "preservePolicy");
        if (element.attribute("uri").isPresent()) {
            reading.unsupported(
                    element,
                    "publishWSDL with a uri (write <localEntry key=\"K\" src=\""
                            + element.attribute("uri").get() + "\"/> and publishWSDL key=\"K\")");
            return Optional.empty();
        }
        if (element.attribute("endpoint").isPresent()) {
            reading.unsupported(element, "publishWSDL with what an endpoint says of itself (endpoint)");
            return Optional.empty();
        }
        Map<String, String> imports = imports(element, reading);
        Optional<String> key = element.attribute("key").map(String::strip).filter(text -> !text.isEmpty());
        if (key.isPresent()) {
            reading.refersTo(Kind.RESOURCE, key.get(), element);
            return Optional.of(new PublishedWsdl(new Payload.Source.Key(key.get()), imports));
        }
        List<XmlElement> documents =
                element.children().stream().filter(child -> !isImport(child)).toList();
        if (documents.size() != 1) {
            reading.error(
                    element,
                    "publishWSDL holds " + documents.size() + " descriptions; expected one, or the attribute key");
            return Optional.empty();
        }
        return Optional.of(
                new PublishedWsdl(new Payload.Source.Inline(documents.getFirst().toXml()), imports));
    }

    /// The text of the description.
    Optional<String> text(Catalogue catalogue) {
        return switch (document) {
            case Payload.Source.Inline(String text) -> Optional.of(text);
            case Payload.Source.Key(String key) -> catalogue.resource(key).map(Resource::text);
        };
    }

    /// The text of what is imported from that location.
    Optional<String> imported(String location, Catalogue catalogue) {
        return Optional.ofNullable(imports.get(location))
                .flatMap(catalogue::resource)
                .map(Resource::text);
    }

    private static Map<String, String> imports(XmlElement element, FlowReading reading) {
        Map<String, String> imports = new LinkedHashMap<>();
        for (XmlElement resource : element.children("resource")) {
            reading.knows(resource, "location", "key");
            String key = reading.required(resource, "key").strip();
            if (!key.isEmpty()) {
                reading.refersTo(Kind.RESOURCE, key, resource);
            }
            imports.put(reading.required(resource, "location").strip(), key);
        }
        return imports;
    }

    private static boolean isImport(XmlElement child) {
        return child.isSynapse() && child.localName().equals("resource");
    }
}
