// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An address taken apart, whose parts can change. Not thread-safe.
final class UrlParts {

    private final Map<Part, String> parts = new EnumMap<>(Part.class);

    /// The parts, by the names that artifacts use.
    enum Part {
        PROTOCOL("protocol"),
        USER("user"),
        HOST("host"),
        PORT("port"),
        PATH("path"),
        QUERY("query"),
        REF("ref"),
        FULL("full");

        private final String text;

        Part(String text) {
            this.text = text;
        }

        static Optional<Part> named(String name) {
            return Arrays.stream(values())
                    .filter(part -> part.text.equals(name))
                    .findFirst();
        }

        static List<String> names() {
            return Arrays.stream(values()).map(part -> part.text).toList();
        }
    }

    private UrlParts(String address) {
        take(address);
    }

    /// @throws IllegalArgumentException when it is no URI
    static UrlParts parse(String address) {
        return new UrlParts(address);
    }

    /// The part; empty when it is not there.
    String get(Part part) {
        return part == Part.FULL ? toString() : parts.getOrDefault(part, "");
    }

    /// Puts another text in place of the part; the empty one removes it.
    ///
    /// @throws IllegalArgumentException when it is no port, or no URI
    void set(Part part, String value) {
        switch (part) {
            case FULL -> take(value);
            case PORT -> {
                if (!value.isEmpty() && !value.equals("-1") && !value.matches("\\d{1,5}")) {
                    throw new IllegalArgumentException("'" + value + "' is no port");
                }
                keep(part, value.equals("-1") ? "" : value);
            }
            case PROTOCOL, USER, HOST, PATH, QUERY, REF -> keep(part, value);
        }
    }

    private void take(String address) {
        URI uri = URI.create(address);
        parts.clear();
        keep(Part.PROTOCOL, uri.getScheme());
        keep(Part.USER, uri.getRawUserInfo());
        keep(Part.HOST, uri.getHost());
        keep(Part.PORT, uri.getPort() < 0 ? "" : Integer.toString(uri.getPort()));
        keep(Part.PATH, uri.getRawPath());
        keep(Part.QUERY, uri.getRawQuery());
        keep(Part.REF, uri.getRawFragment());
    }

    private void keep(Part part, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            parts.remove(part);
        } else {
            parts.put(part, value);
        }
    }

    /// The address.
    ///
    /// @throws IllegalArgumentException when the parts make no URI
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (parts.containsKey(Part.PROTOCOL)) {
            text.append(get(Part.PROTOCOL)).append(':');
        }
        if (parts.containsKey(Part.HOST)) {
            text.append("//");
            text.append(parts.containsKey(Part.USER) ? get(Part.USER) + "@" : "");
            text.append(get(Part.HOST));
            text.append(parts.containsKey(Part.PORT) ? ":" + get(Part.PORT) : "");
            text.append(get(Part.PATH).isEmpty() || get(Part.PATH).startsWith("/") ? "" : "/");
        }
        text.append(get(Part.PATH));
        text.append(parts.containsKey(Part.QUERY) ? "?" + get(Part.QUERY) : "");
        text.append(parts.containsKey(Part.REF) ? "#" + get(Part.REF) : "");
        return URI.create(text.toString()).toString();
    }
}
