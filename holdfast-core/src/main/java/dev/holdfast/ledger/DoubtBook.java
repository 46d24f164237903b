// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.message.AppendId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// All doubts of the node, and which of those messages are under way at this moment. Thread-safe.
///
/// The journal writes the state that a doubt has when it is written, so the order in which two threads hand in
/// their changes does not matter.
final class DoubtBook {

    private final Map<AppendId, Doubt> doubts = new ConcurrentHashMap<>();
    private final Set<AppendId> underWay = ConcurrentHashMap.newKeySet();

    DoubtBook(List<Doubt> remembered) {
        remembered.forEach(doubt -> doubts.put(doubt.id(), doubt));
    }

    /// An engine is about to be asked to append.
    Change intend(AppendId id, String store, Instant now) {
        doubts.compute(
                id,
                (key, doubt) -> doubt == null ? Doubt.about(id, store, now) : doubt.plus(new Doubt.Copy(store, false)));
        return changed(id);
    }

    /// The engine has confirmed the append.
    ///
    /// @return whether it is to be counted; not so when the copy has already left the store and was counted
    ///     then
    boolean confirm(AppendId id, String store) {
        AtomicBoolean counted = new AtomicBoolean();
        doubts.computeIfPresent(id, (key, doubt) -> {
            counted.set(doubt.unconfirmedIn(store) > 0);
            return keep(doubt.confirmed(store));
        });
        return counted.get();
    }

    /// The append has certainly not happened.
    Change refute(AppendId id, String store) {
        doubts.computeIfPresent(id, (key, doubt) -> keep(doubt.minus(new Doubt.Copy(store, false))));
        return changed(id);
    }

    /// A certain copy comes into a store of the journal; only of interest when there is a doubt already.
    Optional<Change> arrived(AppendId id, String store) {
        Doubt now = doubts.computeIfPresent(id, (key, doubt) -> doubt.plus(new Doubt.Copy(store, true)));
        return now == null ? Optional.empty() : Optional.of(changed(id));
    }

    /// A copy leaves a store.
    ///
    /// @param ended whether that is the end of the message
    /// @return empty when there is no doubt about the message
    Optional<Departure> depart(AppendId id, String store, boolean ended) {
        AtomicBoolean uncounted = new AtomicBoolean();
        AtomicBoolean known = new AtomicBoolean();
        doubts.computeIfPresent(id, (key, doubt) -> {
            known.set(true);
            uncounted.set(doubt.isUncountedIn(store));
            return keep(doubt.departed(store, ended));
        });
        return known.get() ? Optional.of(new Departure(changed(id), uncounted.get())) : Optional.empty();
    }

    /// What to write, and whether the copy that leaves was never counted as appended.
    record Departure(Change change, boolean uncounted) {}

    Standing examine(AppendId id) {
        Doubt doubt = doubts.get(id);
        if (doubt == null) {
            return Standing.DUE;
        }
        if (doubt.settled()) {
            return Standing.SECOND_COPY;
        }
        return underWay.add(id) ? Standing.DUE : Standing.COPY_UNDER_WAY;
    }

    /// The message is not under way any more.
    void finished(AppendId id) {
        underWay.remove(id);
    }

    Change changed(AppendId id) {
        return new Change.DoubtChanged(id, () -> Optional.ofNullable(doubts.get(id)));
    }

    int unconfirmedIn(String store) {
        return doubts.values().stream()
                .mapToInt(doubt -> doubt.unconfirmedIn(store))
                .sum();
    }

    List<Change> forgetBefore(Instant limit) {
        List<Doubt> old = doubts.values().stream()
                .filter(doubt -> doubt.since().isBefore(limit))
                .toList();
        return old.stream()
                .filter(doubt -> doubts.remove(doubt.id(), doubt))
                .map(doubt -> changed(doubt.id()))
                .toList();
    }

    private static @Nullable Doubt keep(Doubt doubt) {
        return doubt.isResolved() ? null : doubt;
    }
}
