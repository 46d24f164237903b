// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of stores on tables.
@NullMarked
package dev.holdfast.jdbc;

import org.jspecify.annotations.NullMarked;
