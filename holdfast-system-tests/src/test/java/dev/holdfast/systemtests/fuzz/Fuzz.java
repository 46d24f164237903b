// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.fuzz;

/// What the fuzzer calls. It finds the method by its name.
public final class Fuzz {

    private static final FuzzTarget TARGET =
            FuzzTarget.valueOf(System.getProperty("holdfast.fuzz", FuzzTarget.XML.name()));

    private Fuzz() {}

    /// Hands an input to the target that the system property `holdfast.fuzz` names.
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.take(input);
    }
}
