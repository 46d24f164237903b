// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Runs the cases of `src/test/resources/language`: artifacts, requests, and what must come of them.
@NullMarked
package dev.holdfast.systemtests.language;

import org.jspecify.annotations.NullMarked;
