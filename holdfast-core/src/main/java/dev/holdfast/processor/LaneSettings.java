// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.processor.ForwardingSettings.Reconnect;
import java.time.Instant;
import java.util.function.Function;

/// How the lanes of a processor work.
///
/// @param identity its name and its store
/// @param members how many consumers
/// @param pacers makes what keeps each of them to its pace, from the time at which it begins
/// @param ordering in which order, and how many at once, for each member
/// @param reconnect what happens when the store cannot be reached
record LaneSettings(
        Processor.Identity identity,
        int members,
        Function<Instant, Pacer> pacers,
        Ordering ordering,
        Reconnect reconnect) {}
