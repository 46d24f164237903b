// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.xml.SafeXml;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.StringJoiner;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Forms (`application/x-www-form-urlencoded`) and queries as elements, one for each field, in `xformValues`.
final class FormFields {

    /// The most fields that are read.
    static final int MAX_FIELDS = 10_000;

    static final String ROOT = "xformValues";

    private FormFields() {}

    /// @throws UnreadableBodyException when an escape is broken, there are too many fields, or XML cannot carry one
    static Element read(String text, Charset charset) {
        Document document = SafeXml.newDocument();
        ConversionLimit limit = new ConversionLimit();
        Element root = document.createElementNS(null, ROOT);
        int fields = 0;
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('&', from);
            end = end < 0 ? text.length() : end;
            if (end > from) {
                if (++fields > MAX_FIELDS) {
                    throw new UnreadableBodyException("the form has more than " + MAX_FIELDS + " fields");
                }
                root.appendChild(field(text.substring(from, end), charset, document, limit));
            }
            from = end + 1;
        }
        return root;
    }

    private static Element field(String pair, Charset charset, Document document, ConversionLimit limit) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals), charset);
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), charset);
        Element field = document.createElementNS(null, limit.element(JsonNames.toXml(name)));
        field.setTextContent(limit.text(value));
        return field;
    }

    /// The fields of an element, with `%20` for a blank: right in a body and in a query.
    ///
    /// @throws UnreadableBodyException when the element has text of its own, or a field has fields
    static String write(Element payload, Charset charset) {
        StringJoiner fields = new StringJoiner("&");
        for (Node node = payload.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element field) {
                fields.add(
                        encoded(JsonNames.toJson(field.getLocalName()), charset) + "=" + encoded(text(field), charset));
            } else if (node.getNodeType() == Node.TEXT_NODE
                    && !node.getNodeValue().isBlank()) {
                throw new UnreadableBodyException("text that is no field cannot be written as a form");
            }
        }
        return fields.toString();
    }

    private static String text(Element field) {
        for (Node node = field.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element) {
                throw new UnreadableBodyException("fields within fields cannot be written as a form");
            }
        }
        return field.getTextContent();
    }

    private static String encoded(String text, Charset charset) {
        return URLEncoder.encode(text, charset).replace("+", "%20");
    }

    private static String decoded(String text, Charset charset) {
        try {
            return URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException e) {
            throw new UnreadableBodyException("the form has a broken escape", e);
        }
    }
}
