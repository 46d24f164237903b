// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.grouping;

import java.util.List;

/// Appends that become one transaction. Immutable but for its [Attempt]; thread-safe.
///
/// @param <M> a message, as the engine gets it
public final class AppendGroup<M> {

    private final List<AppendTicket<M>> tickets;
    private final Attempt attempt = new Attempt();

    /// @param candidates those among them whose callers have given up are left out
    AppendGroup(List<AppendTicket<M>> candidates) {
        this.tickets =
                candidates.stream().filter(ticket -> ticket.takenInto(this)).toList();
    }

    /// The messages, each caller's in its order.
    public List<M> messages() {
        return tickets.stream().flatMap(ticket -> ticket.messages().stream()).toList();
    }

    /// Whether the messages are of several callers: a failure that concerns one of them is found out by storing
    /// each caller's alone.
    public boolean isOfSeveral() {
        return tickets.size() > 1;
    }

    /// How far the transaction has come. All that is done to it is told there.
    public Attempt attempt() {
        return attempt;
    }

    /// Another attempt for those who still wait; nothing of this one may be stored.
    public AppendGroup<M> again() {
        return new AppendGroup<>(tickets);
    }

    List<AppendTicket<M>> tickets() {
        return tickets;
    }
}
