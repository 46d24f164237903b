// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Requests and responses, and the two ports through which they come and go.
@NullMarked
package dev.holdfast.transport;

import org.jspecify.annotations.NullMarked;
