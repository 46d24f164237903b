// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of the node.
@NullMarked
package dev.holdfast.server;

import org.jspecify.annotations.NullMarked;
