// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of deployment.
@NullMarked
package dev.holdfast.deployment;

import org.jspecify.annotations.NullMarked;
