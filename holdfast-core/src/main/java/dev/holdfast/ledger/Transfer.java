// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery;

/// A delivery that goes on to another store.
///
/// @param delivery what leaves
/// @param copy what arrives: the same message, perhaps with notes
/// @param detail why, at which attempt
public record Transfer(Delivery delivery, StoredMessage copy, Detail detail) {}
