// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// What every reader of an artifact works with: problems, references, attributes.
@NullMarked
package dev.holdfast.reading;

import org.jspecify.annotations.NullMarked;
