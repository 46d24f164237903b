// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The port that keeps messages: stores, their consumers, and what can go wrong with them.
@NullMarked
package dev.holdfast.store;

import org.jspecify.annotations.NullMarked;
