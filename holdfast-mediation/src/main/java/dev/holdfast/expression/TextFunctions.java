// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Functions of texts, encodings and dates.
final class TextFunctions {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TextFunctions() {}

    static List<SynapseFunction> all() {
        return List.of(
                SynapseFunction.of("length", 1, TextFunctions::length),
                SynapseFunction.of("toUpper", 1, a -> string(a.text(0).toUpperCase(Locale.ROOT))),
                SynapseFunction.of("toLower", 1, a -> string(a.text(0).toLowerCase(Locale.ROOT))),
                SynapseFunction.of("subString", 2, 3, TextFunctions::subString),
                SynapseFunction.of("startsWith", 2, a -> bool(a.text(0).startsWith(a.text(1)))),
                SynapseFunction.of("endsWith", 2, a -> bool(a.text(0).endsWith(a.text(1)))),
                SynapseFunction.of("contains", 2, a -> bool(a.text(0).contains(a.text(1)))),
                SynapseFunction.of("trim", 1, a -> string(a.text(0).strip())),
                SynapseFunction.of("replace", 3, TextFunctions::replace),
                SynapseFunction.of("split", 2, TextFunctions::split),
                SynapseFunction.of("indexOf", 2, 3, TextFunctions::indexOf),
                SynapseFunction.of("charAt", 2, TextFunctions::charAt),
                SynapseFunction.of("base64encode", 1, 2, TextFunctions::encode),
                SynapseFunction.of("base64decode", 1, 2, TextFunctions::decode),
                SynapseFunction.of("urlEncode", 1, 2, TextFunctions::urlEncode),
                SynapseFunction.of("urlDecode", 1, TextFunctions::urlDecode),
                SynapseFunction.of(
                        "now", 0, a -> NODES.numberNode(a.view().now().toEpochMilli())),
                SynapseFunction.of("formatDateTime", 2, 3, TextFunctions::formatDateTime));
    }

    private static JsonNode length(Arguments arguments) {
        JsonNode value = arguments.node(0);
        if (!value.isArray() && !value.isString()) {
            throw arguments.unfit(0, "text or an array");
        }
        return NODES.numberNode(
                value.isArray() ? value.size() : value.stringValue().length());
    }

    private static JsonNode subString(Arguments arguments) {
        String text = arguments.text(0);
        int begin = arguments.whole(1);
        int end = arguments.count() > 2 ? arguments.whole(2) : text.length();
        if (begin < 0 || begin > end || end > text.length()) {
            throw arguments.unfit(
                    "a text of " + text.length() + " characters has no part from " + begin + " to " + end);
        }
        return string(text.substring(begin, end));
    }

    /// A replacement of a replacement of a replacement fills the memory, so its length is found out first.
    private static JsonNode replace(Arguments arguments) {
        String text = arguments.text(0);
        String wanted = arguments.text(1);
        String replacement = arguments.text(2);
        long found = wanted.isEmpty() ? text.length() + 1L : occurrences(text, wanted);
        arguments.extent().requireRoom(text.length() + found * (replacement.length() - wanted.length()));
        return string(text.replace(wanted, replacement));
    }

    private static int occurrences(String text, String wanted) {
        int found = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
            found++;
        }
        return found;
    }

    private static JsonNode split(Arguments arguments) {
        String text = arguments.text(0);
        ArrayNode parts = NODES.arrayNode();
        try {
            BoundedPattern.compile(arguments.text(1)).split(text).forEach(parts::add);
        } catch (PatternSyntaxException e) {
            throw arguments.unfit(1, "a regular expression");
        }
        return parts;
    }

    private static JsonNode indexOf(Arguments arguments) {
        int from = arguments.count() > 2 ? arguments.whole(2) : 0;
        return NODES.numberNode(arguments.text(0).indexOf(arguments.text(1), from));
    }

    private static JsonNode charAt(Arguments arguments) {
        String text = arguments.text(0);
        int index = arguments.whole(1);
        if (index < 0 || index >= text.length()) {
            throw arguments.unfit("a text of " + text.length() + " characters has none at " + index);
        }
        return string(text.substring(index, index + 1));
    }

    private static JsonNode encode(Arguments arguments) {
        return string(Base64.getEncoder().encodeToString(arguments.text(0).getBytes(charset(arguments))));
    }

    private static JsonNode decode(Arguments arguments) {
        try {
            return string(new String(Base64.getDecoder().decode(arguments.text(0)), charset(arguments)));
        } catch (IllegalArgumentException e) {
            throw arguments.unfit(0, "Base64");
        }
    }

    private static JsonNode urlEncode(Arguments arguments) {
        String encoded = URLEncoder.encode(arguments.text(0), charset(arguments));
        return string(encoded.replace("+", "%20").replace("*", "%2A"));
    }

    private static JsonNode urlDecode(Arguments arguments) {
        try {
            return string(URLDecoder.decode(arguments.text(0), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw arguments.unfit(0, "text that is encoded for a URL");
        }
    }

    private static Charset charset(Arguments arguments) {
        return arguments.count() > 1 ? arguments.charset(1) : StandardCharsets.UTF_8;
    }

    /// Of milliseconds, as `now()` gives them; or of a text in a format of its own.
    private static JsonNode formatDateTime(Arguments arguments) {
        boolean text = arguments.count() > 2;
        DateTimeFormatter format = formatter(arguments, text ? 2 : 1);
        try {
            TemporalAccessor time = text
                    ? formatter(arguments, 1)
                            .parseBest(arguments.text(0), LocalDateTime::from, LocalDate::from, LocalTime::from)
                    : LocalDateTime.ofInstant(
                            Instant.ofEpochMilli(arguments.number(0).asLong()), ZoneId.systemDefault());
            return string(format.format(time));
        } catch (DateTimeException e) {
            throw arguments.unfit("the time does not fit its format");
        }
    }

    private static DateTimeFormatter formatter(Arguments arguments, int index) {
        try {
            return DateTimeFormatter.ofPattern(arguments.text(index), Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw arguments.unfit(index, "a format of dates, such as yyyy-MM-dd");
        }
    }

    private static JsonNode string(String text) {
        return NODES.stringNode(text);
    }

    private static JsonNode bool(boolean value) {
        return NODES.booleanNode(value);
    }
}
