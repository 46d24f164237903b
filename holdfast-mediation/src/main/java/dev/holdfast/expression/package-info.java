// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Expressions in artifacts: XPath with the functions and variables of Synapse, JSONPath, Synapse expressions, and
/// texts with those inside.
@NullMarked
package dev.holdfast.expression;

import org.jspecify.annotations.NullMarked;
