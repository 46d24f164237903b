// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.message.AppendId;
import org.junit.jupiter.api.Test;

/// The journal in memory keeps the contract of journals, durability aside, and stays bounded.
class VolatileJournalTest extends JournalContract {

    private static final int LIMIT = 1_000;

    @Override
    protected Journal open() {
        return new VolatileJournal(LIMIT, LIMIT);
    }

    @Test
    void the_oldest_history_and_settlements_go_first() {
        AppendId first = newId();
        commit(new Change.Note(entry(first, AT, Event.STORED)), new Change.SetSettled(first, "orders", AT));
        AppendId last = first;
        for (int i = 0; i < LIMIT; i++) {
            last = newId();
            commit(new Change.Note(entry(last, AT, Event.STORED)), new Change.SetSettled(last, "orders", AT));
        }
        assertThat(journal().history(first.flow())).isEmpty();
        assertThat(journal().isSettled(first, "orders")).isFalse();
        assertThat(journal().history(last.flow())).hasSize(1);
        assertThat(journal().isSettled(last, "orders")).isTrue();
    }
}
