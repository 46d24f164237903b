// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.message.AppendId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A message of which more than one copy may exist, because an append broke off or a process ended in the
/// middle of one. It is remembered until every copy that may exist has been seen, or for
/// [Ledger#DOUBT_LIFETIME]. Immutable; the transitions are pure.
///
/// @param id the message
/// @param since when the doubt arose
/// @param settled whether one copy has reached its end; every other is then settled unsent
/// @param copies those that are not yet seen
public record Doubt(AppendId id, Instant since, boolean settled, List<Copy> copies) {

    /// A copy that may exist.
    ///
    /// @param store where
    /// @param confirmed whether the engine said so; only then it is counted as appended
    public record Copy(String store, boolean confirmed) {}

    /// Copies the list.
    public Doubt {
        copies = List.copyOf(copies);
    }

    /// A copy is made of the one in that store, which stays until the new one is certain. A message that rested
    /// there, as a dead letter, is not at its end any more; one of several copies, of which another has reached
    /// its end since this one was examined, stays one too many.
    Doubt goingOnFrom(String store) {
        boolean known = copies.stream().anyMatch(copy -> copy.store().equals(store));
        return known ? this : new Doubt(id, since, false, copies).plus(new Copy(store, true));
    }

    Doubt plus(Copy copy) {
        List<Copy> more = new ArrayList<>(copies);
        more.add(copy);
        return new Doubt(id, since, settled, more);
    }

    /// Without that copy; the same when there is none such.
    Doubt minus(Copy copy) {
        List<Copy> fewer = new ArrayList<>(copies);
        fewer.remove(copy);
        return new Doubt(id, since, settled, fewer);
    }

    /// The engine has confirmed one of the unconfirmed copies in the store.
    Doubt confirmed(String store) {
        Copy unconfirmed = new Copy(store, false);
        return copies.contains(unconfirmed) ? minus(unconfirmed).plus(new Copy(store, true)) : this;
    }

    /// A copy has left the store: a confirmed one if there is one, since those certainly exist.
    ///
    /// @param ended whether the message has reached its end with it, or has gone on to another store
    Doubt departed(String store, boolean ended) {
        Doubt rest = minusOneIn(store);
        return new Doubt(id, since, settled || ended, rest.copies);
    }

    /// The message has reached its end as a copy in that store, such as the dead-letter store: that one is not
    /// one too many.
    Doubt endedIn(String store) {
        Doubt rest = minusOneIn(store);
        return new Doubt(id, since, true, rest.copies);
    }

    /// Whether a copy that turns up in the store is one too many.
    boolean isTooManyIn(String store) {
        return settled && copies.stream().anyMatch(copy -> copy.store().equals(store));
    }

    private Doubt minusOneIn(String store) {
        Copy confirmed = new Copy(store, true);
        return copies.contains(confirmed) ? minus(confirmed) : minus(new Copy(store, false));
    }

    /// Whether a copy that leaves the store now was never counted as appended.
    boolean isUncountedIn(String store) {
        return !copies.contains(new Copy(store, true)) && copies.contains(new Copy(store, false));
    }

    /// Whether there is nothing to be unsure about any more: no copy is left, or just one, confirmed, of a
    /// message that has not reached its end.
    boolean isResolved() {
        return copies.isEmpty()
                || (!settled && copies.size() == 1 && copies.getFirst().confirmed());
    }

    int unconfirmedIn(String store) {
        return (int) copies.stream()
                .filter(copy -> !copy.confirmed() && copy.store().equals(store))
                .count();
    }
}
