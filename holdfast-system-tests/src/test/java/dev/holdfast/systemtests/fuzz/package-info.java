// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// What reads texts and bytes of others, attacked with inputs that a fuzzer makes up (`./fuzz`).
@NullMarked
package dev.holdfast.systemtests.fuzz;

import org.jspecify.annotations.NullMarked;
