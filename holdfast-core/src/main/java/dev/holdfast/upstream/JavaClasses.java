// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.upstream;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The classes that an object of Synapse may consist of. Whatever else stands in a stream makes it invalid.
final class JavaClasses {

    static final String SYNAPSE = "org.apache.synapse.message.store.impl.commons.";

    private static final Set<String> ALLOWED = Set.of(
            SYNAPSE + "StorableMessage",
            SYNAPSE + "Axis2Message",
            SYNAPSE + "SynapseMessage",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Short",
            "java.util.AbstractList",
            "java.util.AbstractMap",
            "java.util.ArrayList",
            "java.util.Collections$EmptyMap",
            "java.util.HashMap",
            "java.util.Hashtable",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "javax.xml.namespace.QName",
            "[B");

    private JavaClasses() {}

    static boolean isAllowed(String className) {
        return ALLOWED.contains(className);
    }

    /// A class as a stream describes it.
    ///
    /// @param name of the class
    /// @param writesMore whether it writes something behind its fields
    /// @param fields in the order of their values
    /// @param parent its serializable superclass
    record Described(String name, boolean writesMore, List<Field> fields, Optional<Described> parent)
            implements Referable {}

    /// A field.
    ///
    /// @param name of it
    /// @param type the first character of its type's descriptor
    record Field(String name, char type) {}

    /// What a stream can refer back to.
    sealed interface Referable {}

    /// A value that a stream can refer back to.
    record Value(JavaValue value) implements Referable {}
}
