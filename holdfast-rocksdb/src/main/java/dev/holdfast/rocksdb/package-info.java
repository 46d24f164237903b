// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The embedded durable stores and the journal, in one RocksDB database per node.
@NullMarked
package dev.holdfast.rocksdb;

import org.jspecify.annotations.NullMarked;
