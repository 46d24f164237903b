// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import dev.holdfast.settings.FirstLine;
import dev.holdfast.settings.Location;
import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.StrictErrors;
import dev.holdfast.xml.XmlSyntaxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
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
        Content content = new Content(new GroupSizes(), new PatternedNames());
        Documents documents = new Documents(sources);
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setErrorHandler(new StrictErrors());
            factory.setResourceResolver(new Imports(
                    location -> documents.withId(location).or(() -> imports.apply(location)), documents, content));
            return new XmlSchemas(factory.newSchema(roots(sources, content)), content.patterned);
        } catch (SAXParseException e) {
            throw unreadable(
                    new Location(documents.nameOf(e.getSystemId()), Math.max(0, e.getLineNumber()), ""), sources, e);
        } catch (SAXException e) {
            throw unreadable(Location.of(""), sources, e);
        } catch (MisreadException e) {
            throw unreadable(e.location, sources, e.reason);
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

    private static Document document(String name, byte[] bytes) {
        try {
            return SafeXml.document(new ByteArrayInputStream(bytes), Optional.empty());
        } catch (XmlSyntaxException e) {
            throw new MisreadException(new Location(name, e.line(), ""), e);
        }
    }

    /// A document is no XML that may be read.
    private static final class MisreadException extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Location location;
        private final transient XmlSyntaxException reason;

        MisreadException(Location location, XmlSyntaxException reason) {
            super(reason);
            this.location = location;
            this.reason = reason;
        }
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

    /// What is known of all documents together.
    private record Content(GroupSizes groups, PatternedNames patterned) {

        void add(Document schema) {
            groups.add(schema);
            patterned.add(schema);
        }
    }

    /// The documents by the system ids under which the compiler gets them: it reads one of each id, and so comes to an
    /// end where documents include each other.
    private static final class Documents {

        private final List<SchemaSource> known;

        Documents(List<SchemaSource> roots) {
            this.known = new ArrayList<>(roots);
        }

        Optional<byte[]> withId(String id) {
            return find(id).map(SchemaSource::bytes);
        }

        String nameOf(@Nullable String id) {
            return Optional.ofNullable(id)
                    .flatMap(this::find)
                    .map(SchemaSource::name)
                    .orElse("");
        }

        /// The same for the same bytes, whatever they are called.
        String idOf(String name, byte[] bytes) {
            for (int i = 0; i < known.size(); i++) {
                if (Arrays.equals(known.get(i).bytes(), bytes)) {
                    return ROOT + i;
                }
            }
            known.add(new SchemaSource(name, bytes));
            return ROOT + (known.size() - 1);
        }

        private Optional<SchemaSource> find(String id) {
            return id.startsWith(ROOT)
                    ? Optional.of(known.get(Integer.parseInt(id.substring(ROOT.length()))))
                    : Optional.empty();
        }
    }

    /// One document for each namespace: of several the compiler would read the first only, so a document that includes
    /// them all stands for them.
    private static Source[] roots(List<SchemaSource> sources, Content content) {
        Map<String, List<Integer>> byNamespace = new LinkedHashMap<>();
        int count = 0;
        for (SchemaSource source : sources) {
            Document document = document(source.name(), source.bytes());
            String namespace = document.getDocumentElement().getAttribute("targetNamespace");
            content.add(document);
            byNamespace.computeIfAbsent(namespace, any -> new ArrayList<>()).add(count);
            count++;
        }
        List<Source> roots = new ArrayList<>();
        byNamespace.forEach((namespace, numbers) -> roots.add(
                numbers.size() == 1
                        ? source(numbers.getFirst(), sources)
                        : new DOMSource(including(namespace, numbers))));
        return roots.toArray(Source[]::new);
    }

    private static Source source(int number, List<SchemaSource> sources) {
        return new StreamSource(new ByteArrayInputStream(sources.get(number).bytes()), ROOT + number);
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
    private record Imports(Function<String, Optional<byte[]>> imports, Documents documents, Content content)
            implements LSResourceResolver {

        @Override
        public LSInput resolveResource(
                String type, String namespace, String publicId, String systemId, String baseUri) {
            String location = Optional.ofNullable(systemId).orElse(String.valueOf(namespace));
            byte[] bytes = imports.apply(location)
                    .orElseThrow(() -> new SchemaException(
                            "there is no resource '" + location + "' that a schema could include",
                            new IllegalArgumentException(location)));
            content.add(document(location, bytes));
            return new MemoryInput(documents.idOf(location, bytes), bytes);
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
