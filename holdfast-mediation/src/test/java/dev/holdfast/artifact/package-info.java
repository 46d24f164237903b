// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of the reading of artifacts.
@NullMarked
package dev.holdfast.artifact;

import org.jspecify.annotations.NullMarked;
