// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The program as a whole: scenarios, crashes, durability, and the rules of its architecture.
@NullMarked
package dev.holdfast.systemtests;

import org.jspecify.annotations.NullMarked;
