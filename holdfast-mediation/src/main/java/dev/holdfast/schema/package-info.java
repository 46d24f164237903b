// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Schemas of XML and JSON, which read nothing but what they are given.
@NullMarked
package dev.holdfast.schema;

import org.jspecify.annotations.NullMarked;
