// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.message.AppendId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All doubts of the node, and which of those messages are under way at this moment. Thread-safe.
///
/// A doubt changes when the journal writes the change, not when somebody plans it: what is here is what is
/// written. A commit that fails has changed nothing, and of two threads that hand in changes of one message at
/// the same time, the second to be written builds on the first.
final class DoubtBook {

    private static final int MAX_ENDED = 10_000;

    private final Map<AppendId, Doubt> doubts = new ConcurrentHashMap<>();
    private final Set<AppendId> underWay = ConcurrentHashMap.newKeySet();

    /// Messages that came to their end lately while there was a doubt about them. Whoever ran into that doubt
    /// may
    /// just be about to put a second copy elsewhere.
    private final Set<AppendId> ended = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AppendId, Boolean> eldest) {
            return size() > MAX_ENDED;
        }
    }));

    DoubtBook(List<Doubt> remembered) {
        remembered.forEach(doubt -> doubts.put(doubt.id(), doubt));
    }

    /// An engine is about to be asked to append.
    ///
    /// @param from where the message is until then, if it is moved
    Change intend(AppendId id, String store, Optional<String> from, Instant now) {
        return added(id, new Doubt.Copy(store, false), from, now);
    }

    /// The engine has confirmed the append. It is counted unless the copy has already left the store and was
    /// counted then.
    Step confirm(AppendId id, String store) {
        AtomicInteger uncounted = new AtomicInteger();
        Change change = changed(id, doubt -> {
            uncounted.set(doubt.unconfirmedIn(store) > 0 ? 1 : 0);
            return doubt.confirmed(store);
        });
        return new Step(change, uncounted::get);
    }

    /// The append has certainly not happened.
    Change refute(AppendId id, String store) {
        return changed(id, doubt -> doubt.minus(new Doubt.Copy(store, false)));
    }

    /// A certain copy comes into a store of the journal; only of interest when there may be another.
    ///
    /// @param from where the message is until then, if it is moved
    Optional<Change> arrived(AppendId id, String store, Optional<String> from, Instant now) {
        return from.isPresent() || doubts.containsKey(id)
                ? Optional.of(added(id, new Doubt.Copy(store, true), from, now))
                : Optional.empty();
    }

    /// A copy leaves a store.
    ///
    /// @param end whether that is the end of the message, and where
    /// @return empty when there is no doubt about the message
    Optional<Step> depart(AppendId id, String store, End end) {
        if (!doubts.containsKey(id)) {
            return Optional.empty();
        }
        AtomicInteger uncounted = new AtomicInteger();
        Change change = changed(id, doubt -> {
            uncounted.set(doubt.isUncountedIn(store) ? 1 : 0);
            return end.applyTo(doubt, store);
        });
        return Optional.of(new Step(change, uncounted::get));
    }

    /// What the departure of a copy means for the message.
    sealed interface End {

        /// It goes on in another store.
        record None() implements End {}

        /// It is over: delivered, expired, dropped.
        record Outside() implements End {}

        /// It rests in that store, as a dead letter or an invalid message.
        record In(String store) implements End {}

        private Doubt applyTo(Doubt doubt, String store) {
            return switch (this) {
                case None() -> doubt.departed(store, false);
                case Outside() -> doubt.departed(store, true);
                case In(String last) -> doubt.departed(store, true).endedIn(last);
            };
        }
    }

    /// What to write, and how many copies are to be counted as appended with it. The number is known when the
    /// change has been written, so it must come behind the change in the same commit.
    record Step(Change change, IntSupplier uncounted) {}

    /// Whether a copy of the message has reached its end and another was to be expected in that store.
    boolean isTooManyIn(String store, AppendId id) {
        Doubt doubt = doubts.get(id);
        return doubt != null && doubt.isTooManyIn(store);
    }

    /// The message is to be processed.
    ///
    /// @return false when there is a doubt about it and another copy is under way
    boolean begin(AppendId id) {
        return !doubts.containsKey(id) || underWay.add(id);
    }

    /// Whether a copy of the message may be in another store.
    boolean isOutside(String store, AppendId id) {
        Doubt doubt = doubts.get(id);
        return doubt != null
                && doubt.copies().stream().anyMatch(copy -> !copy.store().equals(store));
    }

    /// The message is under way, whatever doubt about it is going to arise.
    ///
    /// @return false when it was before
    boolean hold(AppendId id) {
        return underWay.add(id);
    }

    /// The message is not under way any more.
    void finished(AppendId id) {
        underWay.remove(id);
    }

    int unconfirmedIn(String store) {
        return doubts.values().stream()
                .mapToInt(doubt -> doubt.unconfirmedIn(store))
                .sum();
    }

    List<Change> forgetBefore(Instant limit) {
        return doubts.values().stream()
                .filter(doubt -> doubt.since().isBefore(limit))
                .map(old -> (Change) new Change.DoubtChanged(old.id(), () -> {
                    doubts.remove(old.id(), old);
                    return Optional.ofNullable(doubts.get(old.id()));
                }))
                .toList();
    }

    private Change added(AppendId id, Doubt.Copy copy, Optional<String> from, Instant now) {
        return new Change.DoubtChanged(
                id,
                () -> Optional.ofNullable(doubts.compute(id, (key, known) -> {
                    Doubt doubt = known == null ? new Doubt(id, now, ended.contains(id), List.of()) : known;
                    return from.map(doubt::goingOnFrom).orElse(doubt).plus(copy);
                })));
    }

    private Change changed(AppendId id, UnaryOperator<Doubt> transition) {
        return new Change.DoubtChanged(
                id,
                () -> Optional.ofNullable(doubts.computeIfPresent(id, (key, doubt) -> keep(transition.apply(doubt)))));
    }

    private @Nullable Doubt keep(Doubt doubt) {
        if (!doubt.isResolved()) {
            return doubt;
        }
        if (doubt.settled()) {
            ended.add(doubt.id());
        }
        return null;
    }
}
