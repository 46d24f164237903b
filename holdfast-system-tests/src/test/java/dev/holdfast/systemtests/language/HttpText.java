// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One message as a case writes it: a first line, header lines, an empty line, and the body.
///
/// @param start the request line, the status line, or a word such as `refuse`
/// @param fields header lines, in their order
/// @param absent names behind `!`: fields that must not be there
/// @param directives what stands behind `#` in the head
/// @param body the body; for one that stands in the text, without the white space at its end
record HttpText(String start, List<Field> fields, List<String> absent, List<String> directives, Optional<byte[]> body) {

    /// The body must be the same, byte for byte.
    static final String BODY_EXACTLY = "body exactly";

    /// There must be no body.
    static final String NO_BODY = "no body";

    private static final List<String> DIRECTIVES = List.of(BODY_EXACTLY, NO_BODY);

    /// A header line.
    record Field(String name, String value) {

        static Field parse(String line) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new CaseException("'" + line + "' is no header line; expected Name: value");
            }
            return new Field(line.substring(0, colon), line.substring(colon + 1).strip());
        }
    }

    /// Reads one.
    ///
    /// @param folder where files stand that the body names with `< FILE`
    static HttpText parse(String text, Path folder) {
        List<String> head = new ArrayList<>();
        int at = 0;
        boolean inHead = true;
        while (inHead && at < text.length()) {
            int end = text.indexOf('\n', at);
            String line = (end < 0 ? text.substring(at) : text.substring(at, end)).strip();
            at = end < 0 ? text.length() : end + 1;
            inHead = !line.isEmpty();
            if (inHead) {
                head.add(line);
            }
        }
        return of(head, body(text.substring(at).stripTrailing(), folder));
    }

    private static HttpText of(List<String> head, Optional<byte[]> body) {
        if (head.isEmpty()) {
            throw new CaseException("a message begins with an empty line; expected its first line");
        }
        List<Field> fields = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        List<String> directives = new ArrayList<>();
        for (String line : head.subList(1, head.size())) {
            switch (line.charAt(0)) {
                case '!' -> absent.add(line.substring(1).strip());
                case '#' -> directives.add(directive(line.substring(1).strip()));
                default -> fields.add(Field.parse(line));
            }
        }
        return new HttpText(head.getFirst(), fields, absent, directives, body);
    }

    private static String directive(String text) {
        if (!DIRECTIVES.contains(text)) {
            throw new CaseException("# " + text + " means nothing here; expected one of " + DIRECTIVES);
        }
        return text;
    }

    private static Optional<byte[]> body(String text, Path folder) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (!text.startsWith("< ")) {
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return Optional.of(
                    Files.readAllBytes(folder.resolve(text.substring(2).strip())));
        } catch (IOException e) {
            throw new CaseException("the file of a body cannot be read: " + text, e);
        }
    }

    boolean has(String directive) {
        return directives.contains(directive);
    }

    /// The values of a field, in their order.
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    /// The status of an answer: `HTTP/1.1 202 Accepted`, or only `202`.
    int status() {
        String[] words = start.split(" ", -1);
        String word = words[0].startsWith("HTTP/") && words.length > 1 ? words[1] : words[0];
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new CaseException("'" + start + "' is no status line; expected HTTP/1.1 STATUS", e);
        }
    }

    /// The media type, in small letters, without parameters; empty when it has none.
    String mediaType() {
        return values("Content-Type").stream()
                .findFirst()
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /// As people write it.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(start);
        fields.forEach(
                field -> text.append('\n').append(field.name()).append(": ").append(field.value()));
        body.ifPresent(bytes -> text.append("\n\n").append(new String(bytes, StandardCharsets.UTF_8)));
        return text.toString();
    }
}
