// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Connections to databases that artifacts name.
@NullMarked
package dev.holdfast.sql;

import org.jspecify.annotations.NullMarked;
