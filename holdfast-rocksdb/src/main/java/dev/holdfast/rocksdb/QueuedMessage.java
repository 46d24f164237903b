// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import dev.holdfast.store.Delivery.Received;

/// A message in its place in a queue.
///
/// @param queue that it belongs to
/// @param sequence its place
/// @param received what is there
/// @param bytes how much it takes
record QueuedMessage(StoreQueue queue, long sequence, Received received, long bytes) {}
