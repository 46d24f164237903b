// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of the XML of artifacts.
@NullMarked
package dev.holdfast.xml;

import org.jspecify.annotations.NullMarked;
