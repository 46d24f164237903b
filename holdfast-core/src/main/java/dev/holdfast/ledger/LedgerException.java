// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import java.io.Serial;

/// The books could not be written. Whoever is about to have an effect that belongs into them must not go on.
public final class LedgerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param cause what the journal said
    public LedgerException(RuntimeException cause) {
        super("the books cannot be written: " + cause.getMessage(), cause);
    }
}
