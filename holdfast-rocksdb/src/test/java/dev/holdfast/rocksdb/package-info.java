// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of the embedded store on real files, with real processes.
@NullMarked
package dev.holdfast.rocksdb;

import org.jspecify.annotations.NullMarked;
