// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.rabbitmq.ConfirmChannel.Route;
import dev.holdfast.rabbitmq.SendDecision.Outcome;
import dev.holdfast.rabbitmq.WireForm.Outgoing;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A channel that appends share, made anew when the broker has closed it. Appends wait for their turn to send,
/// and not for one another's confirmation; only the first on a new channel has it to itself, so that what the
/// broker says about its right to send is about that one. Thread-safe.
final class Lane {

    private final PublishingLink owner;
    private final ReentrantLock turn = new ReentrantLock();
    private final Watch watch;
    private @Nullable ConfirmChannel channel;
    private boolean proven;

    Lane(PublishingLink owner) {
        this.owner = owner;
        this.watch = new Watch(owner.link());
    }

    /// Sends the messages and waits until they are confirmed.
    void send(Route route, List<Outgoing> messages, Instant until) throws InterruptedException, IOException {
        Timer timer = owner.link().timer();
        Instant start = timer.instant();
        if (!turn.tryLock(Duration.between(start, until).toNanos(), TimeUnit.NANOSECONDS)) {
            throw owner.failure(Category.UNAVAILABLE, "all channels are busy");
        }
        ConfirmChannel used;
        Confirmation confirmation;
        try {
            used = ready(until);
            confirmation = watch.within(until, () -> used.send(route, messages));
            if (!proven) {
                Outcome outcome = owner.outcome(confirmation, until);
                proven = outcome instanceof Outcome.Stored;
                owner.conclude(outcome, confirmation, used, start, until);
                return;
            }
        } finally {
            turn.unlock();
        }
        owner.conclude(owner.outcome(confirmation, until), confirmation, used, start, until);
    }

    /// Finds out whether the broker takes messages at the moment.
    void rehearse(Instant until) throws InterruptedException, IOException {
        turn.lockInterruptibly();
        try {
            ask(open(), until);
        } finally {
            turn.unlock();
        }
    }

    /// A channel on which the broker has answered just now.
    private ConfirmChannel ready(Instant until) throws IOException, InterruptedException {
        owner.requireRoom();
        ConfirmChannel known = open();
        return known.isQuiet() && owner.maySendNowhere() ? ask(known, until) : known;
    }

    private ConfirmChannel open() throws IOException {
        ConfirmChannel known = channel;
        if (known != null && known.isOpen()) {
            return known;
        }
        proven = false;
        ConfirmChannel made = ConfirmChannel.open(owner.link());
        channel = made;
        return made;
    }

    /// Nothing is lost when there is no answer, and much is known when there is one: a broker without room
    /// takes the first bytes of a message and leaves it open what becomes of it.
    private ConfirmChannel ask(ConfirmChannel asked, Instant until) throws IOException, InterruptedException {
        Confirmation answer = watch.within(until, asked::rehearse);
        try (Link.Registration _ = owner.link().onBlocked(answer::blocked)) {
            answer.await(until);
        }
        if (answer.isAnswered()) {
            return asked;
        }
        owner.requireRoom();
        if (owner.link().isEnded() || asked.isOpen()) {
            owner.link().cut();
            throw owner.failure(Category.UNAVAILABLE, answer.reason("nowhere"));
        }
        owner.mayNotSendNowhere();
        return open();
    }
}
