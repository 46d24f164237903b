// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

/// A document of a schema.
///
/// @param name for messages
/// @param bytes of the document
public record SchemaSource(String name, byte[] bytes) {

    /// Copies the bytes.
    public SchemaSource {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }
}
