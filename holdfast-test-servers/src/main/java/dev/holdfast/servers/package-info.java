// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Real servers for tests and benchmarks, each in a process of its own that can be stopped, killed and frozen.
@NullMarked
package dev.holdfast.servers;

import org.jspecify.annotations.NullMarked;
