// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

/// Names that mean something without being defined.
final class BuiltIn {

    /// The sequence for requests that no proxy takes.
    static final String MAIN = "main";
    /// The sequence for faults that nobody else handles.
    static final String FAULT = "fault";

    private BuiltIn() {}
}
