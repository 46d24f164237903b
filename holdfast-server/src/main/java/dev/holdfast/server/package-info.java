// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The node: what is started, in which order, and how it ends.
@NullMarked
package dev.holdfast.server;

import org.jspecify.annotations.NullMarked;
