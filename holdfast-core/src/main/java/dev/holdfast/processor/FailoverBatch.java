// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.processor;

import dev.holdfast.ledger.AcknowledgeException;
import dev.holdfast.ledger.AttemptState;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.Outcome;
import dev.holdfast.ledger.Settlement;
import dev.holdfast.ledger.Transfer;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.BodyBudget;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.routing.FailoverPair;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.Unread;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The messages that a failover processor has in its hands, from one consumer: taken together, moved together,
/// and kept when the target does not take them, so that their order holds. Used by one thread.
final class FailoverBatch {

    /// So many messages go at once, at most.
    static final int MAX_MESSAGES = 256;

    private static final Logger LOGGER = System.getLogger(FailoverBatch.class.getName());
    private static final long MAX_BYTES = 4L << 20;

    private final FailoverSettings settings;
    private final ProcessorContext context;
    private final Scene scene;
    private final MessageStore source;
    private final MessageStore target;
    private final Intake intake;
    private final InvalidMessages invalidMessages;
    private final BodyBudget.Account bodies;
    private final List<Taken> inHand = new ArrayList<>();

    /// What was taken and has to wait, such as for another copy of it that is under way.
    private Optional<Delivery> deferred = Optional.empty();

    private Instant notBefore = Instant.MIN;

    /// What a batch works with.
    ///
    /// @param consumer where messages come from
    /// @param pair where it counts what has left the failover store, if it stands in for the target
    /// @param handlers of the processor
    /// @param activation the number of the activation
    record Scene(StoreConsumer consumer, Optional<FailoverPair> pair, ProcessorHandlers handlers, long activation) {

        private void left(int count) {
            pair.ifPresent(known -> known.left(count));
        }
    }

    /// A message in hand. One that is large is in the store alone while nothing is tried with it.
    private record Taken(Delivery delivery, AppendId id) {

        private Transfer transfer() {
            if (delivery.received() instanceof Delivery.Received.Valid valid) {
                return new Transfer(delivery, valid.message(), Detail.none());
            }
            throw new StoreException(
                    StoreException.Category.UNAVAILABLE, "message " + id + " could be read before, and cannot now");
        }
    }

    /// What came of an attempt to move messages.
    enum Progress {
        /// Some have left the failover store.
        MOVED,
        /// There are none.
        NOTHING_THERE,
        /// The target does not take them at the moment.
        BLOCKED
    }

    /// The attempts of a message are used up, and the artifact wants the processor deactivated.
    static final class ExhaustedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Runnable afterwards;

        ExhaustedException(String reason, Runnable afterwards) {
            super(reason);
            this.afterwards = afterwards;
        }

        Runnable afterwards() {
            return afterwards;
        }
    }

    FailoverBatch(FailoverSettings settings, ProcessorContext context, Scene scene) {
        this.settings = settings;
        this.context = context;
        this.scene = scene;
        this.source = context.router().store(settings.identity().store());
        this.target = context.router().store(settings.target());
        this.intake = new Intake(context, source.name());
        this.invalidMessages = new InvalidMessages(context);
        this.bodies = context.bodies().newAccount();
    }

    /// Not before this time is there a point in trying again.
    Instant notBefore() {
        return notBefore;
    }

    /// Moves what is in hand, or what can be taken at once.
    ///
    /// @param patience how long to wait for a first message
    Progress moveSome(Duration patience) throws InterruptedException {
        boolean settledSome = inHand.isEmpty() && collect(patience);
        if (inHand.isEmpty()) {
            return settledSome ? Progress.MOVED : nothingDue();
        }
        long unread = inHand.stream()
                .mapToLong(taken -> Unread.bytesOf(taken.delivery()))
                .sum();
        try (BodyBudget.Share _ = bodies.take(unread)) {
            return move(inHand.stream().map(Taken::transfer).toList());
        }
    }

    private Progress move(List<Transfer> transfers) {
        try {
            moveTogether(transfers);
        } catch (StoreException e) {
            // Some of them may fit where all of them together do not.
            boolean someMayGo = e.category() == StoreException.Category.REJECTED
                    || (e.category() == StoreException.Category.FULL && transfers.size() > 1);
            return someMayGo ? moveOneByOne(transfers) : blocked(transfers.getFirst(), e);
        }
        return Progress.MOVED;
    }

    private Progress nothingDue() {
        return deferred.isPresent() ? Progress.BLOCKED : Progress.NOTHING_THERE;
    }

    /// Gives up what is in hand; it is still in the failover store.
    void abandon() {
        inHand.forEach(taken -> context.ledger().released(taken.id()));
        inHand.clear();
    }

    /// @return whether something that was taken has come to its end without being moved
    private boolean collect(Duration patience) throws InterruptedException {
        long bytes = 0;
        boolean settledSome = false;
        Optional<Delivery> delivery = deferred.isPresent() ? deferred : scene.consumer.receive(patience);
        while (delivery.isPresent()) {
            deferred = delivery;
            switch (enter(delivery.get())) {
                case Intake.Entry.Due(StoredMessage message) -> {
                    inHand.add(new Taken(delivery.get(), message.id()));
                    bytes += message.message().content().size();
                }
                case Intake.Entry.Settled() -> {
                    settledSome = true;
                    scene.left(1);
                }
                case Intake.Entry.Later(Instant until) -> {
                    notBefore = inHand.isEmpty() ? until : notBefore;
                    return settledSome;
                }
            }
            deferred = Optional.empty();
            boolean full = inHand.size() >= MAX_MESSAGES || bytes >= MAX_BYTES;
            delivery = full ? Optional.empty() : scene.consumer.receive(Duration.ZERO);
        }
        return settledSome;
    }

    private Intake.Entry enter(Delivery delivery) throws InterruptedException {
        try (BodyBudget.Share _ = bodies.take(Unread.bytesOf(delivery))) {
            return intake.enter(delivery, false);
        }
    }

    /// What the engine of the failover store was not told of comes again, and is counted when it has left.
    private void moveTogether(List<Transfer> first) {
        try {
            context.ledger().move(source, target, first, Outcome.MOVED);
        } catch (AcknowledgeException e) {
            inHand.subList(0, first.size()).clear();
            throw e;
        }
        inHand.subList(0, first.size()).clear();
        scene.left(first.size());
    }

    private Progress moveOneByOne(List<Transfer> transfers) {
        for (Transfer next : transfers) {
            try {
                moveTogether(List.of(next));
            } catch (StoreException e) {
                if (e.category() != StoreException.Category.REJECTED) {
                    return blocked(next, e);
                }
                invalidMessages.putAside(
                        source,
                        next.delivery(),
                        next.copy(),
                        "store " + target.name() + " refuses it: " + e.getMessage());
                inHand.removeFirst();
                scene.left(1);
            }
        }
        return Progress.MOVED;
    }

    /// A target that is down costs no attempt. One that is up and has no room does, for the first message in
    /// hand.
    private Progress blocked(Transfer first, StoreException e) {
        if (e.category() != StoreException.Category.FULL) {
            context.router().health(target.name()).failed(e);
            return Progress.BLOCKED;
        }
        StoredMessage message = first.copy();
        AttemptState before = context.ledger().attempts(message.id()).in(scene.activation);
        DeliveryDecision.Counted decision = DeliveryDecision.afterFailure(
                String.valueOf(e.getMessage()),
                before,
                settings.retry(),
                context.timer().instant(),
                context.random().nextDouble());
        switch (decision) {
            case DeliveryDecision.Retry(AttemptState after, String reason) -> failed(message, after, reason);
            case DeliveryDecision.Exhausted(AttemptState after, String reason, var then) -> {
                failed(message, after, reason);
                exhausted(first, reason, then);
            }
        }
        return Progress.BLOCKED;
    }

    private void failed(StoredMessage message, AttemptState after, String reason) {
        notBefore = after.nextAttemptAt();
        Detail detail = new Detail(target.name(), after.total(), 0, Duration.ZERO, reason);
        context.ledger().attempted(after, source.name(), detail);
        LOGGER.log(
                Level.WARNING,
                "Message {0}: attempt {1} to move it to store [{2}] failed: {3}",
                message.id(),
                after.total(),
                target.name(),
                reason);
        Barrier.run(
                "fault sequence of " + settings.identity().name(),
                () -> scene.handlers.failed(message, reason, Optional.empty()));
    }

    private void exhausted(Transfer first, String reason, RetryPolicy.WhenExhausted then) {
        StoredMessage message = first.copy();
        if (then instanceof RetryPolicy.WhenExhausted.Drop) {
            Detail detail = Detail.of(target.name(), "max.delivery.drop: " + reason);
            context.ledger()
                    .settle(List.of(new Settlement(first.delivery(), message.id(), source, Outcome.DROPPED, detail)));
            inHand.removeFirst();
            scene.left(1);
            LOGGER.log(
                    Level.WARNING,
                    "Processor [{0}] drops message {1}: {2}",
                    settings.identity().name(),
                    message.id(),
                    reason);
        } else {
            throw new ExhaustedException(
                    "message " + message.id() + " could not be moved to store " + target.name() + ": " + reason,
                    () -> scene.handlers.deactivated(message, reason));
        }
    }
}
