// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// What artifacts refer to by a key: texts, XML and files, local entries and the registry.
@NullMarked
package dev.holdfast.resource;

import org.jspecify.annotations.NullMarked;
