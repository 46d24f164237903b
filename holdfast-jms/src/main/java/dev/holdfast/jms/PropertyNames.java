// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Names of header fields as names of JMS properties. A provider may take only what is an identifier of Java,
/// and `Content-Type` is none: there `_x`, four hexadecimal digits and `_` stand for a character, as in
/// `Content_x002D_Type`. Providers that take any name get the plain one. Stateless.
final class PropertyNames {

    private static final Pattern ENCODED = Pattern.compile("_x([0-9A-F]{4})_");

    private PropertyNames() {}

    /// Sets the property, under its own name where the provider takes that.
    static void put(Message message, String field, String value) throws JMSException {
        String plain = ENCODED.matcher(field)
                .replaceAll(found -> "_x005F_" + found.group().substring(1));
        try {
            message.setStringProperty(plain, value);
        } catch (JMSException | IllegalArgumentException _) {
            message.setStringProperty(encode(field), value);
        }
    }

    /// An identifier that [#decode] makes the name of.
    static String encode(String field) {
        StringBuilder name = new StringBuilder(field.length() + 8);
        for (int i = 0; i < field.length(); i++) {
            char next = field.charAt(i);
            boolean fits = i == 0 ? Character.isJavaIdentifierStart(next) : Character.isJavaIdentifierPart(next);
            boolean looksEncoded =
                    ENCODED.matcher(field).region(i, field.length()).lookingAt();
            if (fits && next != '$' && !looksEncoded) {
                name.append(next);
            } else {
                name.append("_x%04X_".formatted((int) next));
            }
        }
        return name.toString();
    }

    /// The name of the field.
    static String decode(String property) {
        return ENCODED.matcher(property).replaceAll(PropertyNames::character);
    }

    private static String character(MatchResult found) {
        return java.util.regex.Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16)));
    }
}
