// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// What runs here is tested as child processes.
@NullMarked
package dev.holdfast.servers;

import org.jspecify.annotations.NullMarked;
