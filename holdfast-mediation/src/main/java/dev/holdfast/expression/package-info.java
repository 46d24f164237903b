// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Expressions in artifacts: XPath with the functions and variables of Synapse.
@NullMarked
package dev.holdfast.expression;

import org.jspecify.annotations.NullMarked;
