// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Options of the form `--name=value`.
final class CommandLine {

    private final Map<String, String> values;

    private CommandLine(Map<String, String> values) {
        this.values = values;
    }

    /// @param known the names that there are
    /// @throws IllegalArgumentException when an option is not known or has no value
    static CommandLine parse(String[] arguments, List<String> known) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String name = parts[0].startsWith("--") ? parts[0].substring(2) : parts[0];
            if (parts.length != 2 || !known.contains(name)) {
                throw new IllegalArgumentException("'" + argument + "' is no option; there are "
                        + String.join(
                                ", ",
                                known.stream()
                                        .map(option -> "--" + option + "=…")
                                        .toList()));
            }
            values.put(name, parts[1]);
        }
        return new CommandLine(values);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    long number(String name, long otherwise) {
        try {
            return text(name).map(Long::valueOf).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " is '" + values.get(name) + "'; expected a number", e);
        }
    }
}
