// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.holdfast.resource;

import org.jspecify.annotations.NullMarked;
