// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Programs that load Holdfast from outside, kill it, and compare what it promised with what arrived.
@NullMarked
package dev.holdfast.bench;

import org.jspecify.annotations.NullMarked;
