// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Artifacts made into running stores, processors and services.
@NullMarked
package dev.holdfast.deployment;

import org.jspecify.annotations.NullMarked;
