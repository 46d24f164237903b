// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of what brings messages in.
@NullMarked
package dev.holdfast.entry;

import org.jspecify.annotations.NullMarked;
