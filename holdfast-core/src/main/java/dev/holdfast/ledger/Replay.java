// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.ledger;

import dev.holdfast.ledger.Journal.Sync;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts messages once more on their way, on an operator's word: a copy with a new id goes into a store, then the
/// original is settled. The new id is remembered until that is done, so that whoever ends in between and does it
/// again makes no second message of it. Thread-safe.
public final class Replay {

    private static final String BEGUN = "begun";
    private static final String STORED = "stored";

    private final Ledger ledger;
    private final Journal journal;
    private final InstantSource clock;
    private final IdSource ids;

    /// @param clock gives the time of the new acceptance
    public Replay(Ledger ledger, Journal journal, InstantSource clock, IdSource ids) {
        this.ledger = ledger;
        this.journal = journal;
        this.clock = clock;
        this.ids = ids;
    }

    /// What is to be replayed.
    ///
    /// @param source the store that holds it
    /// @param delivery of it
    /// @param id under which it is held
    /// @param message what the target is to get
    public record Original(MessageStore source, Delivery delivery, AppendId id, Message message) {}

    /// What an original has become.
    ///
    /// @param id of it
    /// @param store the name of the store that has it
    public record Copy(AppendId id, String store) {}

    /// Replays one message.
    ///
    /// When this returns, the copy is durable in the target, with a new round of attempts before it, and the
    /// original is settled. When it throws, the original is not settled, unless the exception comes from settling
    /// it.
    ///
    /// @return the copy; it is in another store when an earlier replay of the message had come so far
    /// @throws StoreException of the target, as [MessageStore#append]
    /// @throws LedgerException when the books cannot be written
    /// @throws AcknowledgeException when the engine of the source could not be told
    public Copy replay(Original original, MessageStore target) {
        String key = "replay/" + original.source.name() + "/" + original.id;
        Step step = journal.state(key).flatMap(Step::parse).orElse(null);
        if (step == null || step.isBegunElsewhere(target.name())) {
            step = new Step(ids.newAppend(original.message.flowId()), BEGUN, target.name());
            remember(key, step);
        }
        if (!step.reached.equals(STORED)) {
            append(original, target, key, step);
        }
        Detail detail = Detail.of(step.target, "replayed by an operator as " + step.id);
        Settlement settlement = new Settlement(original.delivery, original.id, original.source, Outcome.MOVED, detail);
        ledger.settle(
                List.of(settlement),
                new ArrayList<>(List.of(new Change.ClearAttempts(original.id), new Change.SetState(key, ""))));
        return new Copy(step.id, step.target);
    }

    private void append(Original original, MessageStore target, String key, Step step) {
        StoredMessage copy = StoredMessage.of(step.id, clock.instant(), target.name(), original.message);
        Detail detail = Detail.of(original.source.name(), "replayed by an operator; it was " + original.id);
        ledger.append(
                target, copy, detail, new Change.SetState(key, step.stored().toText()));
    }

    private void remember(String key, Step step) {
        try {
            journal.commit(List.of(new Change.SetState(key, step.toText())), Sync.KILL_SAFE);
        } catch (StoreException e) {
            throw new LedgerException(e);
        }
    }

    /// How far the replay of a message has come.
    private record Step(AppendId id, String reached, String target) {

        boolean isBegunElsewhere(String store) {
            return reached.equals(BEGUN) && !target.equals(store);
        }

        Step stored() {
            return new Step(id, STORED, target);
        }

        String toText() {
            return id + " " + reached + " " + target;
        }

        static Optional<Step> parse(String text) {
            String[] parts = text.split(" ", 3);
            return parts.length == 3
                    ? Optional.of(new Step(AppendId.parse(parts[0]), parts[1], parts[2]))
                    : Optional.empty();
        }
    }
}
