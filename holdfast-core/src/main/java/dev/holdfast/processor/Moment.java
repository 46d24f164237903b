// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.endpoint.Circuit.Blame;
import java.time.Instant;

/// What a decision after a send depends on besides the send itself.
///
/// @param now the time after it
/// @param draw a random number from 0 (inclusive) to 1 (exclusive), for jitter
/// @param blame who is to blame, should it have failed
record Moment(Instant now, double draw, Blame blame) {}
