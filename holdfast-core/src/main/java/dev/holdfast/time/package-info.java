// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Time as something that is handed in: the clock, timed tasks and timed waits, so that a runtime can run on a
/// simulated clock.
@NullMarked
package dev.holdfast.time;

import org.jspecify.annotations.NullMarked;
