// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// HTTP: the listener that takes requests, and the transport that sends them.
@NullMarked
package dev.holdfast.http;

import org.jspecify.annotations.NullMarked;
