// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of the settings.
@NullMarked
package dev.holdfast.configuration;

import org.jspecify.annotations.NullMarked;
