// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.settings.NearestName;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where artifacts find what is not in them: `$SYSTEM:NAME`, `$FILE:NAME`, `${configs.NAME}` when they are
/// deployed,
/// `get-property('env', ...)` and its like when they run. Its text shows names only.
///
/// @param environment variables
/// @param file the properties of the file beside the artifacts
/// @param configs the properties of `config.properties`; environment, system properties and `file` follow
/// @param system the system property of a name, read anew each time
/// @param library the classes that lie beside the artifacts
public record Surroundings(
        Map<String, String> environment,
        Map<String, String> file,
        Map<String, String> configs,
        Function<String, Optional<String>> system,
        ClassLoader library) {

    private static final Pattern CONFIGS = Pattern.compile("\\$\\{configs\\.([^}]+)}");
    private static final String SYSTEM = "$SYSTEM:";
    private static final String FILE = "$FILE:";
    private static final Set<String> TYPES = Set.of("string", "cert");

    /// @param environment variables
    public Surroundings {
        environment = Map.copyOf(environment);
        file = Map.copyOf(file);
        configs = Map.copyOf(configs);
    }

    /// Surroundings without a library: its classes are those of the program.
    public Surroundings(
            Map<String, String> environment,
            Map<String, String> file,
            Map<String, String> configs,
            Function<String, Optional<String>> system) {
        this(environment, file, configs, system, Surroundings.class.getClassLoader());
    }

    /// Those of this process, without files.
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(), Map.of(), Map.of(), name -> Optional.ofNullable(System.getProperty(name)));
    }

    /// The text with its placeholders filled in.
    ///
    /// @throws IllegalArgumentException when one is not known; the message names it and the nearest that is
    public String resolve(String text) {
        if (text.startsWith(SYSTEM)) {
            return required(environment, "environment variable", text.substring(SYSTEM.length()));
        }
        if (text.startsWith(FILE)) {
            return required(file, "entry of file.properties", text.substring(FILE.length()));
        }
        return text.contains("${configs.") ? CONFIGS.matcher(text).replaceAll(this::config) : text;
    }

    /// The value of `${configs.NAME}`. Projects write only the type of it into `config.properties`; the value then
    /// comes from where the project runs.
    public Optional<String> config(String name) {
        return Optional.ofNullable(configs.get(name))
                .filter(value -> !isType(value))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .or(() -> system.apply(name))
                .or(() -> Optional.ofNullable(file.get(name)));
    }

    private static boolean isType(String value) {
        return TYPES.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    private String config(MatchResult match) {
        String name = match.group(1);
        return config(name)
                .map(Matcher::quoteReplacement)
                .orElseThrow(() -> new IllegalArgumentException("there is no configuration value " + name
                        + (configs.containsKey(name)
                                ? "; config.properties has its type only: set an environment variable, a system"
                                        + " property or an entry of file.properties of that name"
                                : NearestName.hint(name, configs.keySet()))));
    }

    private static String required(Map<String, String> values, String what, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "there is no " + what + " " + name + NearestName.hint(name, values.keySet()));
        }
        return value;
    }

    @Override
    public String toString() {
        return "file " + file.keySet() + ", configs " + configs.keySet();
    }
}
