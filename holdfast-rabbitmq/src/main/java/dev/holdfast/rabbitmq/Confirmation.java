// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.rabbitmq.SendDecision.End;
import dev.holdfast.rabbitmq.SendDecision.Outcome;
import dev.holdfast.rabbitmq.SendDecision.Tally;
import dev.holdfast.time.Timer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the broker has said about messages that were sent together. The thread that reads from the broker
/// tells it, one other waits. Thread-safe.
final class Confirmation {

    private final int sent;
    private final boolean rehearsal;
    private final Timer.Waiter waiter;

    private int stored;
    private int refused;
    private int returned;
    private @Nullable End end;
    private String reason = "";

    /// @param sent how many messages
    /// @param rehearsal whether nothing is lost when nobody waits any more
    Confirmation(int sent, boolean rehearsal, Timer.Waiter waiter) {
        this.sent = sent;
        this.rehearsal = rehearsal;
        this.waiter = waiter;
    }

    synchronized void stored() {
        stored++;
        signalWhenComplete();
    }

    synchronized void refused() {
        refused++;
        signalWhenComplete();
    }

    synchronized void returned() {
        returned++;
        signalWhenComplete();
    }

    /// The channel is closed.
    synchronized void closed(End.Closed closed, String why) {
        if (end == null) {
            end = closed;
            reason = why;
            waiter.signal();
        }
    }

    /// The broker takes no messages. What was sent may be stored later; a rehearsal is over.
    synchronized void blocked() {
        if (rehearsal && end == null) {
            end = new End.Blocked();
            waiter.signal();
        }
    }

    /// Waits for all answers.
    ///
    /// @return what is known by then
    Outcome await(Instant until) throws InterruptedException {
        waiter.await(until);
        synchronized (this) {
            if (end == null) {
                end = new End.TimedOut();
            }
            return SendDecision.decide(tally(), end);
        }
    }

    /// Whether the broker has said something about every message.
    synchronized boolean isAnswered() {
        return tally().isComplete();
    }

    /// Why messages are not stored, for people.
    synchronized String reason(String destination) {
        return switch (end) {
            case End.Closed _ -> reason;
            case End.Blocked _ -> "the broker takes no messages";
            case null -> "no word from the broker yet";
            case End.Answered _, End.TimedOut _ -> {
                if (returned > 0) {
                    yield "no queue takes it: " + destination;
                }
                yield refused > 0
                        ? "the broker refused it: the queue is full, or not in order"
                        : "the broker has not confirmed it within the time limit";
            }
        };
    }

    private Tally tally() {
        return new Tally(sent, stored, refused, returned);
    }

    private void signalWhenComplete() {
        if (end == null && tally().isComplete()) {
            end = new End.Answered();
            waiter.signal();
        }
    }
}
