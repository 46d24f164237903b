// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import java.util.Set;

/// After which failures of an endpoint its group may try another.
///
/// @param enabled the only ones; empty for all
/// @param disabled never after these
public record RetryCodes(Set<Integer> enabled, Set<Integer> disabled) {

    private static final RetryCodes ALL = new RetryCodes(Set.of(), Set.of());

    /// Copies the sets.
    public RetryCodes {
        enabled = Set.copyOf(enabled);
        disabled = Set.copyOf(disabled);
    }

    /// After all.
    static RetryCodes all() {
        return ALL;
    }

    boolean allow(int code) {
        return !disabled.contains(code) && (enabled.isEmpty() || enabled.contains(code));
    }
}
