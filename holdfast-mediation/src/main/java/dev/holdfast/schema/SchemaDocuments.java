// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import dev.holdfast.settings.Location;
import dev.holdfast.xml.SafeXml;
import dev.holdfast.xml.XmlSyntaxException;
import java.io.ByteArrayInputStream;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/// The documents that are compiled together, each once: the compiler asks for a document as often as another includes
/// it, but reads one of each system id, and so comes to an end where documents include each other. Used by one thread.
final class SchemaDocuments {

    private static final String ID = "urn:holdfast:schema:";

    private final Map<ByteBuffer, Known> byBytes = new LinkedHashMap<>();
    private final Map<String, Known> byId = new HashMap<>();
    private final GroupSizes groups = new GroupSizes();

    /// A document.
    ///
    /// @param id under which the compiler knows it
    record Known(String id, SchemaSource source, Document document) {

        String namespace() {
            return document.getDocumentElement().getAttribute("targetNamespace");
        }

        Source forCompiler() {
            return new StreamSource(new ByteArrayInputStream(source.bytes()), id);
        }
    }

    /// Adds it. What has the same bytes is the same document, whatever it is called.
    ///
    /// @throws MisreadException when it is no XML that may be read
    /// @throws SchemaException when its groups stand for too many elements
    Known add(SchemaSource source) {
        ByteBuffer bytes = ByteBuffer.wrap(source.bytes());
        Known before = byBytes.get(bytes);
        if (before != null) {
            return before;
        }
        Known added = new Known(ID + byBytes.size(), source, read(source));
        groups.add(added.document);
        byBytes.put(bytes, added);
        byId.put(added.id, added);
        return added;
    }

    /// The one that was added under that id.
    Optional<Known> withId(@Nullable String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// All that were added.
    List<Document> all() {
        List<Document> all = new ArrayList<>();
        byBytes.values().forEach(known -> all.add(known.document));
        return all;
    }

    private static Document read(SchemaSource source) {
        try {
            return SafeXml.document(new ByteArrayInputStream(source.bytes()), Optional.empty());
        } catch (XmlSyntaxException e) {
            throw new MisreadException(new Location(source.name(), e.line(), ""), e);
        }
    }

    /// A document is no XML that may be read.
    static final class MisreadException extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Location location;
        private final transient XmlSyntaxException reason;

        private MisreadException(Location location, XmlSyntaxException reason) {
            super(reason);
            this.location = location;
            this.reason = reason;
        }

        /// Where in the document with this name.
        Location location() {
            return location;
        }

        XmlSyntaxException reason() {
            return reason;
        }
    }
}
