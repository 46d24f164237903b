// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// One file for each mediator: what it says in XML and what it does.
@NullMarked
package dev.holdfast.mediators;

import org.jspecify.annotations.NullMarked;
