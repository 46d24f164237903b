// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.xml;

import java.io.IOException;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Calls the parsers of the JDK. On some broken documents they stumble over themselves (a missing text of their own,
/// an index out of bounds) instead of saying that the document is broken; here that becomes what they promise.
final class Barrier {

    private Barrier() {}

    static int next(XMLStreamReader reader) throws XMLStreamException {
        try {
            return reader.next();
        } catch (RuntimeException e) {
            throw new XMLStreamException("Message: " + reason(e), reader.getLocation(), e);
        }
    }

    static Document parse(DocumentBuilder builder, InputSource source) throws SAXException, IOException {
        try {
            return builder.parse(source);
        } catch (RuntimeException e) {
            throw new SAXException(reason(e), e);
        }
    }

    private static String reason(RuntimeException e) {
        return "the parser cannot go on here (" + e.getClass().getSimpleName() + ")";
    }
}
