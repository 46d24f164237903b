// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The message as it is carried and kept: ids, headers, content, properties, and the form in which stores write
/// it.
@NullMarked
package dev.holdfast.message;

import org.jspecify.annotations.NullMarked;
