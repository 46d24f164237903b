// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Where messages are sent: the port, the outcome of a send as a type, and the suspension of a failing target.
@NullMarked
package dev.holdfast.endpoint;

import org.jspecify.annotations.NullMarked;
