// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Which store a message goes to: the health of stores, failover pairs and the order across a failover.
@NullMarked
package dev.holdfast.routing;

import org.jspecify.annotations.NullMarked;
