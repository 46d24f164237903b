// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import dev.holdfast.artifact.ArtifactSet;
import dev.holdfast.ledger.Audit;
import dev.holdfast.ledger.Journal;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.mediation.Catalogue;
import dev.holdfast.processor.Replays;
import dev.holdfast.routing.StoreRouter;
import java.util.List;

/// What there is to manage, at this moment. Thread-safe.
public interface Inventory {

    /// All stores, by name: those of artifacts, that for invalid messages, and those that artifacts have left
    /// behind.
    List<StoreView> stores();

    /// All processors, by name.
    List<ProcessorView> processors();

    /// What was read of the artifacts.
    ArtifactSet.Report artifacts();

    /// What flows find by name.
    Catalogue catalogue();

    /// What keeps the books of all of them.
    Books books();

    /// The replays of messages.
    Replays replays();

    /// The books and those who know them.
    ///
    /// @param router knows the health of stores
    /// @param ledger settles what operators take out
    /// @param journal has the history
    /// @param audit compares books and stores
    record Books(StoreRouter router, Ledger ledger, Journal journal, Audit audit) {}
}
