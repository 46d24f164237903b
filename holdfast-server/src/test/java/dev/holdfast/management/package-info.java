// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of the management API.
@NullMarked
package dev.holdfast.management;

import org.jspecify.annotations.NullMarked;
