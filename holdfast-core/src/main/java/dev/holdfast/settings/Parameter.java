// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.settings;

import java.util.Map;
import java.util.stream.Collectors;

/// A named setting as it was written.
///
/// @param name as written
/// @param value as written, not trimmed
/// @param location where
/// @param expression whether the value is an expression to be evaluated per message
/// @param namespaces the prefixes that an expression may use
public record Parameter(
        String name, String value, Location location, boolean expression, Map<String, String> namespaces) {

    /// Copies the namespaces.
    public Parameter {
        namespaces = Map.copyOf(namespaces);
    }

    /// The values by name, without their places.
    public static Map<String, String> values(Map<String, Parameter> parameters) {
        return parameters.values().stream().collect(Collectors.toMap(Parameter::name, Parameter::value));
    }

    /// A plain setting.
    public static Parameter of(String name, String value, Location location) {
        return new Parameter(name, value, location, false, Map.of());
    }
}
