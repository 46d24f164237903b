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
/// @param document where the description is
/// @param imports keys of what it imports, by the location under which it does
public record PublishedWsdl(Document document, Map<String, String> imports) {

    static final Syntax SYNTAX = Syntax.of("publishWSDL", "The description that clients of a proxy are shown.")
            .optional("key", "", "of the local entry or resource that has it")
            .optional("uri", "", "a file: or http: URL from which it is loaded when the proxy is deployed")
            .inert("preservePolicy")
            .holding(Syntax.Contents.ANYTHING)
            .child("resource", "location and key: what the description imports from there")
            .differs("endpoint, what a back end says of itself, is an error.");

    /// Where a description is.
    public sealed interface Document {

        /// In the artifact, or loaded when that was deployed.
        record Inline(String text) implements Document {}

        /// In a local entry or a resource of the registry.
        record Key(String key) implements Document {}

        /// To be loaded before the proxy is deployed.
        ///
        /// @param location in the artifact
        /// @param whenMissing what to do when it cannot be
        record Uri(String uri, XmlElement location, WhenMissing whenMissing) implements Document {}
    }

    /// What to do when a description cannot be loaded.
    public enum WhenMissing {
        /// The proxy is not deployed.
        REFUSE,
        /// The proxy shows none.
        GO_ON
    }

    /// Copies the map.
    public PublishedWsdl {
        imports = Collections.unmodifiableMap(new LinkedHashMap<>(imports));
    }

    /// Reads a `publishWSDL`; empty when there is nothing in it, which is reported.
    static Optional<PublishedWsdl> read(XmlElement element, WhenMissing whenMissing, FlowReading reading) {
        reading.knows(element, "key", "uri", "endpoint", "preservePolicy");
        if (element.attribute("endpoint").isPresent()) {
            reading.unsupported(element, "publishWSDL with what an endpoint says of itself (endpoint)");
            return Optional.empty();
        }
        Map<String, String> imports = imports(element, reading);
        Optional<String> uri = element.attribute("uri")
                .map(text -> reading.resolve(element, text).strip())
                .filter(text -> !text.isEmpty());
        if (uri.isPresent()) {
            return Optional.of(new PublishedWsdl(new Document.Uri(uri.get(), element, whenMissing), imports));
        }
        Optional<String> key = element.attribute("key").map(String::strip).filter(text -> !text.isEmpty());
        if (key.isPresent()) {
            reading.refersTo(Kind.RESOURCE, key.get(), element);
            return Optional.of(new PublishedWsdl(new Document.Key(key.get()), imports));
        }
        List<XmlElement> documents =
                element.children().stream().filter(child -> !isImport(child)).toList();
        if (documents.size() != 1) {
            reading.error(
                    element,
                    "publishWSDL holds " + documents.size()
                            + " descriptions; expected one, or the attribute key or uri");
            return Optional.empty();
        }
        return Optional.of(
                new PublishedWsdl(new Document.Inline(documents.getFirst().toXml()), imports));
    }

    /// This, with the description that was loaded.
    public PublishedWsdl loaded(String text) {
        return new PublishedWsdl(new Document.Inline(text), imports);
    }

    /// The text of the description.
    Optional<String> text(Catalogue catalogue) {
        return switch (document) {
            case Document.Inline(String text) -> Optional.of(text);
            case Document.Key(String key) -> catalogue.resource(key).map(Resource::text);
            case Document.Uri _ -> Optional.empty();
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
