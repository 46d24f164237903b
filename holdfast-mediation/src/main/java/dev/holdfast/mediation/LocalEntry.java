// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

/// A text or a piece of XML that artifacts refer to by its key.
///
/// @param key its name
/// @param value text, trimmed, or XML
public record LocalEntry(String key, String value) {}
