// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Stand-ins for what surrounds a gateway: a broker and a back end, each a program of its own.
@NullMarked
package dev.holdfast.dev;

import org.jspecify.annotations.NullMarked;
