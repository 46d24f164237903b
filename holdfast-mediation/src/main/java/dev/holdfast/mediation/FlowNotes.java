// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.ledger.LedgerException;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.FlowId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// Writes into the ledger what becomes of a message outside any store, where its client hears nothing of it:
/// without that, nobody could say later why it did not arrive. Thread-safe.
final class FlowNotes {

    private static final Logger LOGGER = System.getLogger(FlowNotes.class.getName());

    private final Ledger ledger;

    FlowNotes(Ledger ledger) {
        this.ledger = ledger;
    }

    /// An endpoint has taken a message that waits for no reply.
    void delivered(FlowId flow, String endpoint, int status) {
        note(flow, Event.DELIVERED, new Detail(endpoint, 1, status, Duration.ZERO, ""));
    }

    /// An endpoint has not taken a message that waits for no reply.
    ///
    /// @param status of its answer; 0 when there was none
    void attempted(FlowId flow, String endpoint, int status, String reason) {
        note(flow, Event.ATTEMPTED, new Detail(endpoint, 1, status, Duration.ZERO, reason));
    }

    /// A message has ended in a handler of faults that put it nowhere.
    ///
    /// @param handler the sequence whose word it was
    void dropped(FlowId flow, String handler, Fault fault) {
        note(
                flow,
                Event.DROPPED,
                Detail.of("", "by the sequence " + handler + ", after: " + fault.code() + " " + fault.message()));
    }

    /// A message was accepted, and its flow has put it nowhere and answered nobody.
    void dropped(FlowId flow) {
        note(flow, Event.DROPPED, Detail.of("", "the flow ended, and had not stored, sent or answered the message"));
    }

    /// A message that nobody waits for has failed, and nobody has handled that.
    ///
    /// @param origin what began its flow
    void lost(FlowId flow, String origin, String reason) {
        note(flow, Event.DROPPED, Detail.of("", "of " + origin + ", after: " + reason));
    }

    /// An aggregate went on without some of the messages of its group.
    void incomplete(FlowId flow, String how) {
        note(flow, Event.DROPPED, Detail.of("", how));
    }

    /// A message that got so far must not fail for its history.
    private void note(FlowId flow, Event event, Detail detail) {
        try {
            ledger.note(AppendId.ofFlow(flow), event, "", detail);
        } catch (LedgerException e) {
            LOGGER.log(Level.WARNING, "Message " + flow + ": " + event + " is not in the ledger: " + e.getMessage());
        }
    }
}
