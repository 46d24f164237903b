// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of JSON as names of XML elements, and back.
///
/// What XML does not allow is written as `_JsonReader_N_`, where N is the code point; a digit at the beginning
/// gets the prefix `_JsonReader_PD_`, and for a dollar sign there stands `_JsonReader_PS_`.
final class JsonNames {

    private static final String MARK = "_JsonReader_";
    private static final String DIGIT = MARK + "PD_";
    private static final String DOLLAR = MARK + "PS_";
    private static final String EMPTY = MARK + "PE_";
    private static final Set<String> RESERVED = Set.of(JsonToXml.ARRAY, JsonToXml.EMPTY, "xmlns");
    private static final Pattern ESCAPE = Pattern.compile("(?i)_JsonReader_([0-9]{1,7})_");

    /// First and last of ranges of letters that all editions of XML 1.0 have: Latin, Greek, Cyrillic, Hebrew,
    /// Arabic, Devanagari, Thai, Hiragana, Katakana, Chinese, Hangul.
    private static final String LETTERS = "azAZ\u00C0\u00D6\u00D8\u00F6\u00F8\u0131\u03A3\u03CE\u0410\u044F\u0451\u045C"
            + "\u05D0\u05EA\u0621\u063A\u0641\u064A\u0905\u0939\u0E01\u0E2E\u3041\u3094\u30A1\u30FA"
            + "\u4E00\u9FA5\uAC00\uD7A3";

    private JsonNames() {}

    /// The name of the element for a name of JSON; another one for each.
    static String toXml(String name) {
        if (isSimple(name)) {
            return name;
        }
        if (name.isEmpty()) {
            return EMPTY;
        }
        if (RESERVED.contains(name)) {
            return escaped(name.charAt(0)) + name.substring(1);
        }
        char first = name.charAt(0);
        if (first >= '0' && first <= '9') {
            return DIGIT + rest(name, 0, false);
        }
        return first == '$' ? DOLLAR + rest(name, 1, false) : rest(name, 0, true);
    }

    /// The name of JSON for the name of an element.
    static String toJson(String name) {
        if (name.indexOf('_') < 0) {
            return name;
        }
        if (name.equalsIgnoreCase(EMPTY)) {
            return "";
        }
        if (startsWith(name, DIGIT)) {
            return unescaped(name.substring(DIGIT.length()));
        }
        return startsWith(name, DOLLAR) ? "$" + unescaped(name.substring(DOLLAR.length())) : unescaped(name);
    }

    /// What an instruction calls the name: as it is in JSON, where XML allows that.
    static String inInstruction(String name) {
        String element = toXml(name);
        return ESCAPE.matcher(element).find() || name.isEmpty() ? element : name;
    }

    /// Whether the name can stand in XML as it is.
    static boolean isPlain(String name) {
        return rest(name, 0, true).equals(name);
    }

    /// Whether it is of plain letters only, as most are.
    private static boolean isSimple(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < 'A' || c > 'z' || (c > 'Z' && c < 'a')) {
                return false;
            }
        }
        return !name.isEmpty() && !RESERVED.contains(name);
    }

    private static String rest(String name, int from, boolean atStart) {
        StringBuilder result = new StringBuilder(name.length() - from + MARK.length());
        boolean start = atStart;
        for (int i = from; i < name.length(); ) {
            int c = name.codePointAt(i);
            boolean fits = start ? isStart(c) : isStart(c) || isInside(c);
            if (fits && !name.regionMatches(true, i, MARK, 0, MARK.length())) {
                result.appendCodePoint(c);
            } else {
                result.append(escaped(c));
            }
            start = false;
            i += Character.charCount(c);
        }
        return result.toString();
    }

    private static String escaped(int codePoint) {
        return MARK + codePoint + "_";
    }

    private static String unescaped(String name) {
        Matcher matcher = ESCAPE.matcher(name);
        StringBuilder result = new StringBuilder(name.length());
        while (matcher.find()) {
            int codePoint = Integer.parseInt(matcher.group(1));
            String replacement =
                    Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : matcher.group();
            matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(result).toString();
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static boolean isStart(int c) {
        if (c == '_') {
            return true;
        }
        for (int i = 0; i < LETTERS.length(); i += 2) {
            if (c >= LETTERS.charAt(i) && c <= LETTERS.charAt(i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInside(int c) {
        return c == '-' || c == '.' || (c >= '0' && c <= '9');
    }
}
