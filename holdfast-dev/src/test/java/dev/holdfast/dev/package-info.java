// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Runs the stand-ins as child processes of a test.
@NullMarked
package dev.holdfast.dev;

import org.jspecify.annotations.NullMarked;
