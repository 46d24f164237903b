// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.message.AppendId;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;

/// A delivery and the end that it came to.
///
/// @param delivery what is settled
/// @param id the message
/// @param store where it is taken out
/// @param outcome how it leaves
/// @param detail where it went, at which attempt, why
public record Settlement(Delivery delivery, AppendId id, MessageStore store, Outcome outcome, Detail detail) {}
