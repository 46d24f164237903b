// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.store.Countable;
import dev.holdfast.store.MessageStore;
import java.util.Optional;
import java.util.OptionalLong;

/// Compares what the books say with what is in the stores. Thread-safe.
public final class Audit {

    private static final int ROUNDS = 3;

    private final Journal journal;
    private final Ledger ledger;

    /// @param journal where the counters are
    /// @param ledger knows what is in doubt
    public Audit(Journal journal, Ledger ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    /// What was found.
    ///
    /// @param balance the counters
    /// @param queued how many messages the engine holds, measured there
    /// @param unaccounted how many messages the books know and the engine does not have; less than 0 when it
    ///     has more than the books know. Copies in doubt may be there or not
    public record Finding(Balance balance, long queued, long unaccounted) {}

    /// Measures the store and compares.
    ///
    /// @return empty when the engine cannot be asked, or when so much is going on that no two looks agree
    public Optional<Finding> of(MessageStore store) {
        if (journal.holds(store)) {
            Journal.Measure measure = journal.measure(store);
            return Optional.of(finding(measure.balance(), measure.queued(), 0));
        }
        return store instanceof Countable countable ? ofOtherEngine(store, countable) : Optional.empty();
    }

    /// Books and engine cannot be read at the same moment; they are believed when the books did not change
    /// meanwhile, and a difference only when it is found twice.
    private Optional<Finding> ofOtherEngine(MessageStore store, Countable countable) {
        Optional<Finding> last = Optional.empty();
        for (int round = 0; round < ROUNDS; round++) {
            Balance before = journal.balance(store.name());
            OptionalLong queued = countable.count();
            if (queued.isEmpty()) {
                return Optional.empty();
            }
            if (before.equals(journal.balance(store.name()))) {
                Finding found = finding(before, queued.getAsLong(), ledger.inDoubt(store.name()));
                if (found.unaccounted == 0 || last.equals(Optional.of(found))) {
                    return Optional.of(found);
                }
                last = Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static Finding finding(Balance balance, long queued, int inDoubt) {
        long missing = balance.outstanding() - queued;
        boolean explainedByDoubt = missing < 0 && -missing <= inDoubt;
        return new Finding(balance, queued, explainedByDoubt ? 0 : missing);
    }
}
