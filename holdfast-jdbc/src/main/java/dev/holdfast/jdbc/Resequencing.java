// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.time.Duration;
import java.util.Optional;

/// How a store puts its messages into the order of their sequence numbers.
///
/// @param numbering finds the numbers
/// @param gapTimeout how long to wait for a number that is missing before going on with the next one that is there;
///     empty: for ever
record Resequencing(Numbering numbering, Optional<Duration> gapTimeout) {}
