// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

/// How deep a flow is in the artifacts. Whoever enters something notes where it was, and goes back there when that
/// has ended, however it has.
///
/// @param handlers how many handlers of faults there are
/// @param templates in how many templates it is
/// @param sequences in how many named sequences and templates it is
public record Place(int handlers, int templates, int sequences) {}
