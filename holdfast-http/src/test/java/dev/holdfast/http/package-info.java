// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Tests of the HTTP listener and transport against real sockets.
@NullMarked
package dev.holdfast.http;

import org.jspecify.annotations.NullMarked;
