// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

/// Names that mean something without being defined.
public final class BuiltIn {

    /// The sequence for requests that no proxy takes.
    public static final String MAIN = "main";
    /// The sequence for faults that nobody else handles.
    public static final String FAULT = "fault";

    /// The sequence that runs before everything else.
    public static final String PRE_MEDIATE = "pre-mediate";
    /// The sequence for requests to an API that no resource takes.
    public static final String NO_RESOURCE = "_resource_mismatch_handler_";
    /// The sequence for requests to a resource with a method that it does not have.
    public static final String NO_METHOD = "_method_not_allowed_handler_";

    private BuiltIn() {}
}
