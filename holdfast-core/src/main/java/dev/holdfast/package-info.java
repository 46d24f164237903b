// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The library: an application stores messages and has them forwarded, without any server or XML.
/// [dev.holdfast.Holdfast] is where to begin.
@NullMarked
package dev.holdfast;

import org.jspecify.annotations.NullMarked;
