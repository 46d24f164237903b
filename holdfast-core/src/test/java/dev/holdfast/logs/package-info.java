// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0

/// What tests read of the log.
@org.jspecify.annotations.NullMarked
package dev.holdfast.logs;
