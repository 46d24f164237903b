// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import dev.holdfast.message.Headers;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The value of a Content-Type field, taken apart (RFC 9110, section 8.3).
///
/// @param name type and subtype, in lower case
/// @param parameters by their names in lower case, without quotes
public record MediaType(String name, Map<String, String> parameters) {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /// @param name type and subtype
    public MediaType {
        name = name.toLowerCase(Locale.ROOT);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /// Reads what it can; nothing is refused.
    public static MediaType parse(String value) {
        int end = value.indexOf(';');
        String name = (end < 0 ? value : value.substring(0, end)).strip();
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = end;
        while (at >= 0 && at < value.length()) {
            int next = endOfParameter(value, at + 1);
            String parameter = value.substring(at + 1, next);
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        unquoted(parameter.substring(equals + 1).strip()));
            }
            at = next;
        }
        return new MediaType(name, parameters);
    }

    /// The character set that it names.
    ///
    /// @throws UnreadableBodyException when there is no such character set
    public Optional<Charset> charset() {
        return charsetName().map(MediaType::charsetNamed);
    }

    private static Charset charsetNamed(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnreadableBodyException("the character set " + name + " of the body is not known", e);
        }
    }

    /// The value of a Content-Type field with this type and these parameters.
    ///
    /// @throws UnreadableBodyException when it cannot stand in a header section
    public String text() {
        StringBuilder text = new StringBuilder(name);
        parameters.forEach((parameter, value) -> {
            text.append("; ").append(parameter).append('=');
            if (TOKEN.matcher(value).matches()) {
                text.append(value);
            } else {
                text.append('"')
                        .append(value.replaceAll("([\"\\\\])", "\\\\$1"))
                        .append('"');
            }
        });
        return requireFieldValue(text.toString());
    }

    /// Makes sure that it can stand in a header section, and that there is the character set that it names.
    ///
    /// @throws UnreadableBodyException when one is not so
    public void requireSendable() {
        requireFieldValue(text());
        charsetName().ifPresent(MediaType::charsetNamed);
    }

    /// This type with a parameter.
    public MediaType with(String parameter, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(parameter, value);
        return new MediaType(name, changed);
    }

    /// This type without a parameter.
    public MediaType without(String parameter) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.remove(parameter);
        return new MediaType(name, changed);
    }

    static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// @throws UnreadableBodyException when it could end its line
    static String requireFieldValue(String value) {
        try {
            return new Headers.Field("Content-Type", value).value();
        } catch (IllegalArgumentException e) {
            throw new UnreadableBodyException("a media type holds a character that no header field may hold", e);
        }
    }

    Optional<String> charsetName() {
        return Optional.ofNullable(parameters.get("charset")).filter(name -> !name.isEmpty());
    }

    boolean isXml() {
        return name.equals("application/xml") || name.equals("text/xml") || name.endsWith("+xml");
    }

    boolean isJson() {
        return name.equals("application/json") || name.endsWith("/json") || name.endsWith("+json");
    }

    private static int endOfParameter(String value, int from) {
        boolean quoted = false;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return value.length();
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
