// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/// The named settings of one artifact, read as typed values. Whatever does not fit is added to the problems,
/// with its place, and the default is taken, so that all problems come out at once. Names that nobody asked for
/// are reported by [#warnOfUnknown]. Not thread-safe.
public final class Parameters {

    private static final String VAULT = "{wso2:vault-lookup";

    private final Location owner;
    private final Map<String, Parameter> values;
    private final Problems problems;
    private final ClassLoader library;
    private final Set<String> known = new HashSet<>();

    /// @param owner the artifact, for what is missing
    /// @param values by name
    /// @param problems where to report
    public Parameters(Location owner, Map<String, Parameter> values, Problems problems) {
        this(owner, values, problems, Parameters.class.getClassLoader());
    }

    private Parameters(Location owner, Map<String, Parameter> values, Problems problems, ClassLoader library) {
        this.owner = owner;
        this.values = new LinkedHashMap<>(values);
        this.problems = problems;
        this.library = library;
    }

    /// The same settings, whose classes are looked for in that library too.
    public Parameters withLibrary(ClassLoader classes) {
        return new Parameters(owner, values, problems, classes);
    }

    /// Finds the classes that settings name: those of the program, and what users put beside their artifacts.
    public ClassLoader library() {
        return library;
    }

    /// The setting as it was written.
    public Optional<Parameter> find(String name) {
        known.add(name);
        return Optional.ofNullable(values.get(name));
    }

    /// The trimmed text; empty when the setting is missing or blank.
    public Optional<String> text(String name) {
        return find(name).map(parameter -> parameter.value().trim()).filter(text -> !text.isEmpty());
    }

    /// The trimmed text; an error when it is missing or blank.
    public String requiredText(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            problems.error(owner, "parameter '" + name + "' is missing; it is required here");
        }
        return text.orElse("");
    }

    /// A duration in milliseconds, 0 or more.
    public Duration millis(String name, Duration defaultValue) {
        return Duration.ofMillis(number(name, defaultValue.toMillis(), value -> value >= 0, "milliseconds, 0 or more"));
    }

    /// A whole number of at least the minimum.
    public int count(String name, int defaultValue, int minimum) {
        return (int) number(
                name,
                defaultValue,
                value -> value >= minimum && value <= Integer.MAX_VALUE,
                "a whole number of at least " + minimum);
    }

    /// A whole number of any sign.
    public int integer(String name, int defaultValue) {
        return (int) number(name, defaultValue, value -> value == (int) value, "a whole number");
    }

    /// A decimal number of at least the minimum.
    public double decimal(String name, double defaultValue, double minimum) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return defaultValue;
        }
        try {
            double value = Double.parseDouble(text.get());
            if (value >= minimum && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            return wrong(name, "a number of at least " + minimum, defaultValue);
        }
        return wrong(name, "a number of at least " + minimum, defaultValue);
    }

    /// `true` or `false`, in any case.
    public boolean flag(String name, boolean defaultValue) {
        Optional<String> text = text(name).map(value -> value.toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            return defaultValue;
        }
        return switch (text.get()) {
            case "true" -> true;
            case "false" -> false;
            default -> wrong(name, "true or false", defaultValue);
        };
    }

    /// A port, 1 to 65535, if given.
    public OptionalInt port(String name) {
        if (text(name).isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) number(name, 1, value -> value > 0 && value <= 65_535, "a port, 1 to 65535"));
    }

    /// Adds an error at the setting, or at the artifact when the setting is missing.
    public void error(String name, String text) {
        problems.error(place(name), text);
    }

    /// Adds a warning at the setting, or at the artifact when the setting is missing.
    public void warning(String name, String text) {
        problems.warning(place(name), text);
    }

    /// Adds an error when the setting asks for a secret of upstream's vault: sent to a broker as it is written, it
    /// would only be a wrong password.
    public void refuseVault(String name) {
        if (find(name).filter(parameter -> parameter.value().contains(VAULT)).isPresent()) {
            error(
                    name,
                    "parameter '" + name + "' takes a secret from the vault of the old server, which is not there;"
                            + " expected text, or $SYSTEM:NAME or $FILE:NAME");
        }
    }

    /// Takes a name as known although it has no effect, with the reason as a warning when it is set.
    public void inert(String name, String reason) {
        find(name)
                .ifPresent(parameter ->
                        problems.warning(parameter.location(), "parameter '" + name + "' has no effect: " + reason));
    }

    /// Reports every setting whose name was not asked for until now.
    ///
    /// @param alsoKnown names that are fine besides
    public void warnOfUnknown(Collection<String> alsoKnown) {
        known.addAll(alsoKnown);
        for (Parameter parameter : values.values()) {
            if (!known.contains(parameter.name())) {
                problems.warning(
                        parameter.location(),
                        "unknown parameter '" + parameter.name() + "' has no effect"
                                + NearestName.hint(parameter.name(), known));
            }
        }
    }

    /// The names that were asked for until now, in the order of the alphabet: those that mean something here.
    public SortedSet<String> asked() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(known));
    }

    /// All settings as written, by name.
    public Map<String, Parameter> all() {
        return Collections.unmodifiableMap(values);
    }

    private long number(String name, long defaultValue, LongPredicate fits, String expected) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return defaultValue;
        }
        try {
            long value = Long.parseLong(text.get());
            return fits.test(value) ? value : wrong(name, expected, defaultValue);
        } catch (NumberFormatException e) {
            return wrong(name, expected, defaultValue);
        }
    }

    private <T> T wrong(String name, String expected, T defaultValue) {
        String found = find(name).map(Parameter::value).orElse("");
        problems.error(place(name), "parameter '" + name + "' is '" + found + "'; expected " + expected);
        return defaultValue;
    }

    private Location place(String name) {
        return find(name).map(Parameter::location).orElse(owner);
    }
}
