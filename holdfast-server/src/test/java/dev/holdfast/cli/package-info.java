// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of the command line.
@NullMarked
package dev.holdfast.cli;

import org.jspecify.annotations.NullMarked;
