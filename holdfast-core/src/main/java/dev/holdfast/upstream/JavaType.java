// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/// A class as it is described in a stream that we write.
///
/// @param name of the class
/// @param version its serialVersionUID
/// @param writesMore whether something stands behind its fields
/// @param fields in the order of their values
/// @param parent its serializable superclass
record JavaType(String name, long version, boolean writesMore, List<Field> fields, Optional<JavaType> parent) {

    /// A field.
    ///
    /// @param name of it
    /// @param type its descriptor, as in a class file
    record Field(String name, String type) {

        boolean isPrimitive() {
            return type.length() == 1;
        }
    }

    /// A class of Java itself, with the version that it has.
    static JavaType of(Class<? extends Serializable> type, boolean writesMore, Field... fields) {
        return new JavaType(type.getName(), version(type), writesMore, List.of(fields), Optional.empty());
    }

    /// This type with a superclass.
    JavaType below(JavaType superclass) {
        return new JavaType(name, version, writesMore, fields, Optional.of(superclass));
    }

    private static long version(Class<?> type) {
        return ObjectStreamClass.lookupAny(type).getSerialVersionUID();
    }
}
