// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a table as an artifact writes it, with or without its schema. It goes into statements as it is, so
/// that nothing but a plain name is one.
///
/// @param text such as `jdbc_message_store` or `shop.jdbc_message_store`
record TableName(String text) {

    static final TableName DEFAULT = new TableName("jdbc_message_store");

    private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_$]*\\.)?[A-Za-z_][A-Za-z0-9_$]*");

    /// The name; empty when the text is none.
    static Optional<TableName> of(String text) {
        return NAME.matcher(text).matches() ? Optional.of(new TableName(text)) : Optional.empty();
    }

    /// Without the schema.
    String simple() {
        return text.substring(text.indexOf('.') + 1);
    }

    /// The schema, where it is written.
    Optional<String> schema() {
        int dot = text.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(text.substring(0, dot));
    }

    @Override
    public String toString() {
        return text;
    }
}
