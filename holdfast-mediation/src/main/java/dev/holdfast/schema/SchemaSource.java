// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

/// A document of a schema. Immutable.
public final class SchemaSource {

    private final String name;
    private final byte[] bytes;

    /// @param name for messages
    /// @param bytes of the document
    public SchemaSource(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
    }

    /// Its name, for messages.
    public String name() {
        return name;
    }

    /// A copy of what it holds.
    public byte[] bytes() {
        return bytes.clone();
    }
}
