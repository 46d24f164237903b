// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.message;

/// The name of a property within its scope; names are case-sensitive.
public record PropertyName(PropertyScope scope, String name) {

    /// @throws IllegalArgumentException when the name is empty
    public PropertyName {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a property needs a name");
        }
    }

    /// A property of the default scope.
    public static PropertyName of(String name) {
        return new PropertyName(PropertyScope.DEFAULT, name);
    }

    /// A property of the axis2 scope.
    public static PropertyName axis2(String name) {
        return new PropertyName(PropertyScope.AXIS2, name);
    }

    /// A property of the addressing scope.
    public static PropertyName addressing(String name) {
        return new PropertyName(PropertyScope.ADDRESSING, name);
    }
}
