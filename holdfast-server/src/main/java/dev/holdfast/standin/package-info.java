// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Stand-ins for brokers and back ends, for those who try artifacts on a machine that has none of them.
@NullMarked
package dev.holdfast.standin;

import org.jspecify.annotations.NullMarked;
