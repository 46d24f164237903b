// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Whole runtimes on simulated time, with outages and crashes that a seed decides.
@NullMarked
package dev.holdfast.simulation;

import org.jspecify.annotations.NullMarked;
