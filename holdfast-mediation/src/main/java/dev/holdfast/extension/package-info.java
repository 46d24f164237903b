// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// What Java code of users is written against: mediators of their own, named by the mediator `class`. It stays
/// compatible within a major version.
@NullMarked
package dev.holdfast.extension;

import org.jspecify.annotations.NullMarked;
