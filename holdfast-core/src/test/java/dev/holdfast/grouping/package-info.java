// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.holdfast.grouping;

import org.jspecify.annotations.NullMarked;
