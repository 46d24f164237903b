// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import dev.holdfast.settings.FirstLine;
import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.StrictErrors;
import dev.holdfast.xml.XmlSyntaxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final String ROOT = "urn:holdfast:schema:";

    private final Schema schema;

    private XmlSchemas(Schema schema) {
        this.schema = schema;
    }

    /// Compiles schemas.
    ///
    /// @param imports gives what they include or import, by `schemaLocation`; empty for what there is not
    /// @throws SchemaException when they cannot be compiled
    public static XmlSchemas compile(List<SchemaSource> sources, Function<String, Optional<byte[]>> imports) {
        try {
            GroupSizes groups = new GroupSizes();
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setErrorHandler(new StrictErrors());
            factory.setResourceResolver(new Imports(
                    location -> location.startsWith(ROOT)
                            ? Optional.of(sources.get(Integer.parseInt(location.substring(ROOT.length())))
                                    .bytes())
                            : imports.apply(location),
                    groups));
            return new XmlSchemas(factory.newSchema(roots(sources, groups)));
        } catch (SAXException | XmlSyntaxException e) {
            String names =
                    String.join(", ", sources.stream().map(SchemaSource::name).toList());
            throw new SchemaException(
                    "the schema " + names + " for messages in XML cannot be read as XML Schema: " + FirstLine.of(e), e);
        }
    }

    /// What is wrong with an element, at most 20 lines; nothing when it is valid.
    public List<String> violations(Element element) {
        Violations violations = new Violations();
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
    private static Source[] roots(List<SchemaSource> sources, GroupSizes groups) {
        Map<String, List<Integer>> byNamespace = new LinkedHashMap<>();
        List<Document> documents = new ArrayList<>();
        for (SchemaSource source : sources) {
            Document document = SafeXml.document(new ByteArrayInputStream(source.bytes()), Optional.empty());
            String namespace = document.getDocumentElement().getAttribute("targetNamespace");
            groups.add(document);
            byNamespace.computeIfAbsent(namespace, any -> new ArrayList<>()).add(documents.size());
            documents.add(document);
        }
        List<Source> roots = new ArrayList<>();
        byNamespace.forEach((namespace, numbers) -> roots.add(new DOMSource(
                numbers.size() == 1 ? documents.get(numbers.getFirst()) : including(namespace, numbers))));
        return roots.toArray(Source[]::new);
    }

    private static Document including(String namespace, List<Integer> numbers) {
        Document document = SafeXml.newDocument();
        Element schema = document.createElementNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema");
        if (!namespace.isEmpty()) {
            schema.setAttribute("targetNamespace", namespace);
        }
        document.appendChild(schema);
        for (int number : numbers) {
            Element include = document.createElementNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "include");
            include.setAttribute("schemaLocation", ROOT + number);
            schema.appendChild(include);
        }
        return document;
    }

    /// Gives included and imported schemas. What is not there is refused here: the compiler would look for it.
    private record Imports(Function<String, Optional<byte[]>> imports, GroupSizes groups)
            implements LSResourceResolver {

        @Override
        public LSInput resolveResource(
                String type, String namespace, String publicId, String systemId, String baseUri) {
            String location = Optional.ofNullable(systemId).orElse(String.valueOf(namespace));
            byte[] bytes = imports.apply(location)
                    .orElseThrow(() -> new SchemaException(
                            "there is no resource '" + location + "' that a schema could include",
                            new IllegalArgumentException(location)));
            groups.add(SafeXml.document(new ByteArrayInputStream(bytes), Optional.empty()));
            return new MemoryInput(location, bytes);
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
