// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.dev;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The command line of a stand-in: words, and options of the form `--name=value`.
///
/// @param words in order
/// @param options by name, without the dashes
record Arguments(List<String> words, Map<String, String> options) {

    /// Copies.
    Arguments {
        words = List.copyOf(words);
        options = Map.copyOf(options);
    }

    /// Reads a command line.
    ///
    /// @param usage shown when it does not fit
    /// @param names of the words, all required
    /// @param known names of the options that exist
    /// @throws UsageException when it does not fit
    static Arguments parse(String[] arguments, String usage, List<String> names, List<String> known) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (String argument : arguments) {
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
            if (equals < 0 || !known.contains(name)) {
                throw new UsageException("unknown option " + argument + "; usage: " + usage);
            }
            options.put(name, argument.substring(equals + 1));
        }
        if (words.size() != names.size()) {
            throw new UsageException(words.size() + " of " + names.size() + " arguments; usage: " + usage);
        }
        return new Arguments(words, options);
    }

    /// The option as text.
    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /// The option as a number, 1 or more.
    Optional<Long> number(String name) {
        return option(name).map(text -> positive("--" + name, text));
    }

    /// The text as a number, 1 or more.
    static long positive(String name, String text) {
        try {
            long value = Long.parseLong(text);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(name + " is '" + text + "'; expected a whole number from 1", e);
        }
        throw new UsageException(name + " is '" + text + "'; expected a whole number from 1");
    }
}
