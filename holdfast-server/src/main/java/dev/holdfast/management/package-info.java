// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The management API and the endpoints for health and metrics.
@NullMarked
package dev.holdfast.management;

import org.jspecify.annotations.NullMarked;
