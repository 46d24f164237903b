// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// What takes messages out of stores: forwarding and failover forwarding, their pace, order, retries and
/// states.
@NullMarked
package dev.holdfast.processor;

import org.jspecify.annotations.NullMarked;
