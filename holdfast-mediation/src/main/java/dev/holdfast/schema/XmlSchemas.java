// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import dev.holdfast.schema.SchemaDocuments.Known;
import dev.holdfast.settings.FirstLine;
import dev.holdfast.settings.Location;
import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.StrictErrors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.ls.LSInput;
import org.w3c.dom.ls.LSResourceResolver;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Schemas of XML (XSD 1.0), compiled together. What they include or import comes from whoever compiles them; what a
/// document says about schemas is ignored. Thread-safe.
public final class XmlSchemas {

    private final Schema schema;
    private final PatternedNames patterned;

    private XmlSchemas(Schema schema, PatternedNames patterned) {
        this.schema = schema;
        this.patterned = patterned;
    }

    /// Compiles schemas.
    ///
    /// @param imports gives what they include or import, by `schemaLocation`; empty for what there is not
    /// @throws SchemaException when they cannot be compiled
    public static XmlSchemas compile(List<SchemaSource> sources, Function<String, Optional<byte[]>> imports) {
        SchemaDocuments documents = new SchemaDocuments();
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setErrorHandler(new StrictErrors());
            factory.setResourceResolver(new Imports(imports, documents));
            Schema schema = factory.newSchema(roots(sources, documents));
            return new XmlSchemas(schema, new PatternedNames(documents.all()));
        } catch (SAXParseException e) {
            String name = documents
                    .withId(e.getSystemId())
                    .map(known -> known.source().name())
                    .orElse("");
            throw unreadable(new Location(name, Math.max(0, e.getLineNumber()), ""), sources, e);
        } catch (SAXException e) {
            throw unreadable(Location.of(""), sources, e);
        } catch (SchemaDocuments.MisreadException e) {
            throw unreadable(e.location(), sources, e.reason());
        }
    }

    private static SchemaException unreadable(Location location, List<SchemaSource> sources, Exception e) {
        String names =
                String.join(", ", sources.stream().map(SchemaSource::name).toList());
        return new SchemaException(
                location,
                "the schema " + names + " for messages in XML cannot be read as XML Schema: " + FirstLine.of(e),
                e);
    }

    /// What is wrong with an element, at most 20 lines; nothing when it is valid.
    public List<String> violations(Element element) {
        Violations violations = new Violations();
        Optional<String> refusal = patterned.refusal(element);
        if (refusal.isPresent()) {
            violations.add(refusal.get());
            return violations.all();
        }
        try {
            Validator validator = schema.newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.setErrorHandler(new Collecting(violations));
            validator.validate(new DOMSource(element));
        } catch (SAXException | IOException e) {
            violations.add(FirstLine.of(e));
        }
        return violations.all();
    }

    /// One document for each namespace: of several the compiler would read the first only, so a document that includes
    /// them all stands for them.
    private static Source[] roots(List<SchemaSource> sources, SchemaDocuments documents) {
        Map<String, Set<Known>> byNamespace = new LinkedHashMap<>();
        for (SchemaSource source : sources) {
            Known known = documents.add(source);
            byNamespace
                    .computeIfAbsent(known.namespace(), _ -> new LinkedHashSet<>())
                    .add(known);
        }
        List<Source> roots = new ArrayList<>();
        byNamespace.forEach((namespace, all) -> roots.add(
                all.size() == 1 ? all.iterator().next().forCompiler() : new DOMSource(including(namespace, all))));
        return roots.toArray(Source[]::new);
    }

    private static Document including(String namespace, Set<Known> all) {
        Document document = SafeXml.newDocument();
        Element schema = document.createElementNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema");
        if (!namespace.isEmpty()) {
            schema.setAttribute("targetNamespace", namespace);
        }
        document.appendChild(schema);
        for (Known known : all) {
            Element include = document.createElementNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "include");
            include.setAttribute("schemaLocation", known.id());
            schema.appendChild(include);
        }
        return document;
    }

    /// Gives included and imported schemas. What is not there is refused here: the compiler would look for it.
    private record Imports(Function<String, Optional<byte[]>> imports, SchemaDocuments documents)
            implements LSResourceResolver {

        @Override
        public LSInput resolveResource(
                String type, String namespace, String publicId, String systemId, String baseUri) {
            String location = Optional.ofNullable(systemId).orElse(String.valueOf(namespace));
            Known known = documents.withId(location).orElseGet(() -> documents.add(imported(location)));
            return new MemoryInput(known.id(), known.source().bytes());
        }

        private SchemaSource imported(String location) {
            byte[] bytes = imports.apply(location)
                    .orElseThrow(() -> new SchemaException(
                            "there is no resource '" + location + "' that a schema could include",
                            new IllegalArgumentException(location)));
            return new SchemaSource(location, bytes);
        }
    }

    private record Collecting(Violations violations) implements ErrorHandler {
        @Override
        public void warning(SAXParseException exception) {
            // A warning does not make a document invalid.
        }

        @Override
        public void error(SAXParseException exception) {
            violations.add(FirstLine.of(exception));
        }

        @Override
        public void fatalError(SAXParseException exception) {
            violations.add(FirstLine.of(exception));
        }
    }
}
