// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The drivers, tried on each other.
@NullMarked
package dev.holdfast.bench;

import org.jspecify.annotations.NullMarked;
