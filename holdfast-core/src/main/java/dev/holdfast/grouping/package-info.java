// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Appends of many callers in one transaction of an engine, for stores whose engine takes long to write down a
/// transaction, whatever is in it.
@NullMarked
package dev.holdfast.grouping;

import org.jspecify.annotations.NullMarked;
