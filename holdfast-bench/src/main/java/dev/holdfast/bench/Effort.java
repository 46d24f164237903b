// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.bench;

import java.time.Duration;

/// How long a figure is measured.
///
/// @param warmUp load before it counts: a virtual machine needs about 40 s to find its pace
/// @param measured load that counts
record Effort(Duration warmUp, Duration measured) {}
