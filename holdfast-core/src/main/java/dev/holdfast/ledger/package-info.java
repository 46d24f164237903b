// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
/// The books: what happened to each message, what each store owes, attempts and doubts, and the one way by
/// which a message enters or leaves a store.
@NullMarked
package dev.holdfast.ledger;

import org.jspecify.annotations.NullMarked;
