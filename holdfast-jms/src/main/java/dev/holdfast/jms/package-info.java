// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The message store on a queue of a Jakarta Messaging provider.
@NullMarked
package dev.holdfast.jms;

import org.jspecify.annotations.NullMarked;
