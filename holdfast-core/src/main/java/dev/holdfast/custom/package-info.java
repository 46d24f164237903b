// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// What stores of users are written against: [CustomStore] and what belongs to it. It stays compatible within a
/// major version.
@NullMarked
package dev.holdfast.custom;

import org.jspecify.annotations.NullMarked;
