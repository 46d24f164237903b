// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of the stand-ins.
@NullMarked
package dev.holdfast.standin;

import org.jspecify.annotations.NullMarked;
