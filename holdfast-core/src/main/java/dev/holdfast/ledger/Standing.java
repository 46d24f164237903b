// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

/// What the books say about a message that a store has just handed out.
public enum Standing {
    /// Nothing stands against sending it.
    DUE,
    /// It has reached its end already, and only the engine does not know: acknowledge it, nothing more.
    SETTLED_BEFORE,
    /// Another copy of it has reached its end: settle this one unsent, as [Outcome#DUPLICATE].
    SECOND_COPY,
    /// Another copy of it is on its way at this moment: hold it until that one has come to its end.
    COPY_UNDER_WAY
}
