// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.store.StoreException;
import java.io.Serial;

/// The end of a message is in the books, and the engine of its store could not be told. The engine will hand
/// the message out again; the books then say that it only needs to be acknowledged. The consumer is lost.
public final class AcknowledgeException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param store whose engine could not be told
    /// @param cause what it said
    public AcknowledgeException(String store, StoreException cause) {
        super("store " + store + " could not be told that a message is settled: " + cause.getMessage(), cause);
    }
}
