// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// Where messages come in: proxies, APIs, inbound endpoints and tasks, and what finds them.
@NullMarked
package dev.holdfast.entry;

import org.jspecify.annotations.NullMarked;
