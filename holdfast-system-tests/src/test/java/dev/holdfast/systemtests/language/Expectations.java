// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Compares messages with what a case expects, and collects what differs.
final class Expectations {

    private final List<String> differences = new ArrayList<>();

    /// What differs so far.
    List<String> differences() {
        return List.copyOf(differences);
    }

    void differs(String what, String expected, String actual) {
        differences.add(what + "\nexpected:\n" + indent(expected) + "\nactual:\n" + indent(actual));
    }

    void answer(String what, HttpText expected, HttpText actual) {
        if (expected.status() != actual.status()) {
            differs(what + ": status", Integer.toString(expected.status()), actual.toString());
        }
        headAndBody(what, expected, actual);
    }

    void request(String what, HttpText expected, HttpText actual) {
        if (!Wildcards.matches(requestLine(expected), requestLine(actual))) {
            differs(what + ": request line", expected.start(), actual.toString());
        }
        headAndBody(what, expected, actual);
    }

    private static String requestLine(HttpText message) {
        return message.start().replaceFirst(" HTTP/1\\.1$", "");
    }

    private void headAndBody(String what, HttpText expected, HttpText actual) {
        for (HttpText.Field field : expected.fields()) {
            List<String> wanted = expected.values(field.name());
            if (!isSubsequence(wanted, actual.values(field.name()))) {
                differs(what + ": header " + field.name(), String.join("\n", wanted), actual.toString());
            }
        }
        for (String name : expected.absent()) {
            if (!actual.values(name).isEmpty()) {
                differs(what + ": header " + name, "not there", actual.toString());
            }
        }
        body(what + ": body", expected, actual);
    }

    private static boolean isSubsequence(List<String> wanted, List<String> found) {
        int next = 0;
        for (String value : found) {
            next += next < wanted.size() && Wildcards.matches(wanted.get(next), value) ? 1 : 0;
        }
        return next == wanted.size();
    }

    private void body(String what, HttpText expected, HttpText actual) {
        byte[] found = actual.body().orElse(new byte[0]);
        if (expected.has(HttpText.NO_BODY) && found.length > 0) {
            differs(what, "none", text(found));
        }
        expected.body().ifPresent(wanted -> {
            if (expected.has(HttpText.BODY_EXACTLY)) {
                if (!Arrays.equals(wanted, found)) {
                    differs(what + ", byte for byte", text(wanted), text(found));
                }
            } else {
                content(what, actual.mediaType(), text(wanted), text(found));
            }
        });
    }

    private void content(String what, String mediaType, String wanted, String found) {
        Optional<Tree> tree = tree(mediaType, found);
        if (tree.isPresent()) {
            Tree wantedTree = isJson(mediaType) ? Tree.ofJson(wanted) : Tree.ofXml(wanted);
            if (!wantedTree.matches(tree.get())) {
                differs(
                        what + " as " + mediaType,
                        wantedTree.toString(),
                        tree.get().toString());
            }
        } else if (!Wildcards.matches(wanted, found.stripTrailing())) {
            differs(what + (mediaType.isEmpty() ? "" : " as " + mediaType), wanted, found);
        }
    }

    private static Optional<Tree> tree(String mediaType, String text) {
        try {
            if (isJson(mediaType)) {
                return Optional.of(Tree.ofJson(text));
            }
            return mediaType.endsWith("xml") ? Optional.of(Tree.ofXml(text)) : Optional.empty();
        } catch (CaseException notWhatItSays) {
            return Optional.empty();
        }
    }

    private static boolean isJson(String mediaType) {
        return mediaType.endsWith("json");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String indent(String text) {
        return text.stripTrailing().indent(4).stripTrailing();
    }
}
