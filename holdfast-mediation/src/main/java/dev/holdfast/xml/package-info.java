// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The XML of artifacts, read safely and with the place of everything.
@NullMarked
package dev.holdfast.xml;

import org.jspecify.annotations.NullMarked;
