// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import dev.holdfast.reading.Reading;
import dev.holdfast.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A URI with `{...}` in it, by RFC 6570; all values are texts. `${...}` in it is a [AddressTemplate].
///
/// @param text as it is written
/// @param pieces of it, in order
public record UriTemplate(String text, List<Piece> pieces) {

    private static final Pattern VARIABLE = Pattern.compile("([\\w.%\\-]+)(?::(\\d{1,4})|\\*)?");
    private static final String UNRESERVED = "-._~";
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";
    private static final String LEGACY = "legacy-encoding:";
    private static final int WHOLE = Integer.MAX_VALUE;

    /// What stands in braces.
    sealed interface Piece {

        /// Text in which only `${...}` is filled.
        record Plain(AddressTemplate text) implements Piece {}

        /// Variables.
        record Expansion(Operator operator, List<Variable> variables) implements Piece {}
    }

    /// A variable.
    ///
    /// @param length how many characters of its value are taken
    record Variable(String name, int length) {}

    /// The operators of RFC 6570, appendix A.
    enum Operator {
        SIMPLE("", ",", false, false),
        RESERVED("", ",", false, true),
        FRAGMENT("#", ",", false, true),
        LABEL(".", ".", false, false),
        PATH("/", "/", false, false),
        PARAMETER(";", ";", true, false),
        QUERY("?", "&", true, false),
        CONTINUATION("&", "&", true, false);

        private final String first;
        private final String separator;
        private final boolean named;
        private final boolean keepsReserved;

        Operator(String first, String separator, boolean named, boolean keepsReserved) {
            this.first = first;
            this.separator = separator;
            this.named = named;
            this.keepsReserved = keepsReserved;
        }

        private static Operator of(char c) {
            return switch (c) {
                case '+' -> RESERVED;
                case '#' -> FRAGMENT;
                case '.' -> LABEL;
                case '/' -> PATH;
                case ';' -> PARAMETER;
                case '?' -> QUERY;
                case '&' -> CONTINUATION;
                default -> SIMPLE;
            };
        }

        private String expand(String name, String value) {
            String encoded = encode(value, keepsReserved);
            if (!named) {
                return encoded;
            }
            return value.isEmpty() && this == PARAMETER ? name : name + "=" + encoded;
        }
    }

    /// Copies the list.
    public UriTemplate {
        pieces = List.copyOf(pieces);
    }

    /// Reads a template, and reports what is wrong in it. A variable at its beginning may be a whole URI, so that
    /// nothing in it is encoded; after `legacy-encoding:` that holds for all of them.
    static UriTemplate read(String text, XmlElement at, Reading reading) {
        boolean legacy = text.startsWith(LEGACY);
        String template = legacy ? text.substring(LEGACY.length()) : text;
        List<Piece> pieces = new ArrayList<>();
        for (AddressTemplate.Part part :
                AddressTemplate.read(template, at, reading).parts()) {
            switch (part) {
                case AddressTemplate.Part.Literal(String literal) -> pieces.addAll(braces(literal, at, reading));
                case AddressTemplate.Part.Filled filled ->
                    pieces.add(new Piece.Plain(new AddressTemplate("", List.of(filled))));
            }
        }
        return new UriTemplate(template, unencoded(pieces, legacy ? pieces.size() : firstVariable(pieces)));
    }

    /// The URI for a message.
    ///
    /// @param variables gives the value of a variable, if it has one
    /// @param texts fills a text
    String expand(Function<String, Optional<String>> variables, Function<AddressTemplate, String> texts) {
        StringBuilder uri = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Plain(AddressTemplate plain) ->
                    uri.append(plain.isFixed() ? texts.apply(plain) : encode(texts.apply(plain), true));
                case Piece.Expansion expansion -> uri.append(expanded(expansion, variables));
            }
        }
        return uri.toString();
    }

    /// The names of all variables.
    List<String> variables() {
        return pieces.stream()
                .filter(Piece.Expansion.class::isInstance)
                .flatMap(piece -> ((Piece.Expansion) piece).variables().stream())
                .map(Variable::name)
                .toList();
    }

    private static String expanded(Piece.Expansion expansion, Function<String, Optional<String>> variables) {
        List<String> found = new ArrayList<>();
        for (Variable variable : expansion.variables()) {
            variables
                    .apply(variable.name())
                    .map(value -> prefix(value, variable.length()))
                    .ifPresent(value -> found.add(expansion.operator().expand(variable.name(), value)));
        }
        return found.isEmpty() ? "" : expansion.operator().first + String.join(expansion.operator().separator, found);
    }

    private static String prefix(String value, int length) {
        return value.codePointCount(0, value.length()) <= length
                ? value
                : value.substring(0, value.offsetByCodePoints(0, length));
    }

    private static List<Piece> braces(String text, XmlElement at, Reading reading) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        int open = text.indexOf('{');
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                reading.error(at, "in '" + text + "' a brace { is not closed");
                break;
            }
            pieces.add(plain(text.substring(from, open)));
            pieces.add(expansion(text.substring(open + 1, close), at, reading));
            from = close + 1;
            open = text.indexOf('{', from);
        }
        pieces.add(plain(text.substring(from)));
        return pieces.stream().filter(piece -> !piece.equals(plain(""))).toList();
    }

    private static Piece plain(String text) {
        return new Piece.Plain(AddressTemplate.of(text));
    }

    private static Piece expansion(String inside, XmlElement at, Reading reading) {
        Operator operator = inside.isEmpty() ? Operator.SIMPLE : Operator.of(inside.charAt(0));
        String names = operator == Operator.SIMPLE ? inside : inside.substring(1);
        List<Variable> variables = new ArrayList<>();
        for (String name : Arrays.asList(names.split(",", -1))) {
            Matcher matcher = VARIABLE.matcher(name.strip());
            if (matcher.matches()) {
                String length = matcher.group(2);
                variables.add(new Variable(matcher.group(1), length == null ? WHOLE : Integer.parseInt(length)));
            } else {
                reading.error(at, "'{" + inside + "}' is no variable of a URI template such as {uri.var.id}");
            }
        }
        return new Piece.Expansion(operator, variables);
    }

    /// How many pieces at the beginning are to be left as they are.
    private static int firstVariable(List<Piece> pieces) {
        return !pieces.isEmpty() && pieces.getFirst() instanceof Piece.Expansion ? 1 : 0;
    }

    private static List<Piece> unencoded(List<Piece> pieces, int count) {
        List<Piece> changed = new ArrayList<>(pieces);
        for (int i = 0; i < count; i++) {
            if (changed.get(i) instanceof Piece.Expansion(Operator operator, List<Variable> variables)
                    && operator == Operator.SIMPLE) {
                changed.set(i, new Piece.Expansion(Operator.RESERVED, variables));
            }
        }
        return changed;
    }

    private static String encode(String value, boolean keepsReserved) {
        StringBuilder encoded = new StringBuilder();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean kept = isUnreserved(c) || (keepsReserved && isReserved(bytes, i));
            encoded.append(kept ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || UNRESERVED.indexOf(c) >= 0;
    }

    /// A reserved character, or one that is encoded already.
    private static boolean isReserved(byte[] bytes, int at) {
        char c = (char) (bytes[at] & 0xff);
        return RESERVED.indexOf(c) >= 0 || (c == '%' && isHex(bytes, at + 1) && isHex(bytes, at + 2));
    }

    private static boolean isHex(byte[] bytes, int at) {
        return at < bytes.length && Character.digit(bytes[at], 16) >= 0;
    }
}
