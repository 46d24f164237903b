// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Settings read from text: typed values, problems collected with their place, and the nearest known name.
@NullMarked
package dev.holdfast.settings;

import org.jspecify.annotations.NullMarked;
