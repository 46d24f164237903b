// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Logging of the program: one console, one form of line.
@NullMarked
package dev.holdfast.logging;

import org.jspecify.annotations.NullMarked;
