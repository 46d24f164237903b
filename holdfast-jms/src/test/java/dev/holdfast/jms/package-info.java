// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The JMS store against a real broker in a process of its own.
@NullMarked
package dev.holdfast.jms;

import org.jspecify.annotations.NullMarked;
