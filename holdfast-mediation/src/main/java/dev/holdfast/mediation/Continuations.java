// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What a flow has still to do in the sequences in which it is, the innermost first: a copy of the message can go
/// on from there. Not thread-safe.
final class Continuations {

    private final Deque<Rest> rests = new ArrayDeque<>();
    private int inherited;

    /// What is left of one sequence.
    private static final class Rest {

        private final List<Mediator> mediators;
        private final Place before;
        private int next;

        Rest(List<Mediator> mediators, Place before, int next) {
            this.mediators = mediators;
            this.before = before;
            this.next = next;
        }

        Flow run(Exchange exchange) {
            Flow flow = Flow.CONTINUE;
            while (flow == Flow.CONTINUE && next < mediators.size()) {
                flow = mediators.get(next++).mediate(exchange);
            }
            return flow;
        }
    }

    /// Runs mediators until one stops.
    ///
    /// @param before where the flow was outside the sequence
    Flow run(List<Mediator> mediators, Place before, Exchange exchange) {
        Rest rest = new Rest(mediators, before, 0);
        rests.push(rest);
        Flow flow = rest.run(exchange);
        rests.remove(rest);
        return flow;
    }

    /// Runs what is left of all sequences, as their own thread would have.
    Flow runRest(Exchange exchange) {
        Flow flow = Flow.CONTINUE;
        while (flow == Flow.CONTINUE && !rests.isEmpty()) {
            flow = runInnermost(exchange);
        }
        return flow;
    }

    private Flow runInnermost(Exchange exchange) {
        Rest rest = rests.getFirst();
        Flow flow = rest.run(exchange);
        rests.remove(rest);
        exchange.backTo(rest.before);
        return flow;
    }

    /// Runs what is left of the sequences that this branch of the flow has entered itself.
    Flow runOwnRest(Exchange exchange) {
        Flow flow = Flow.CONTINUE;
        while (flow == Flow.CONTINUE && rests.size() > inherited) {
            flow = runInnermost(exchange);
        }
        return flow;
    }

    /// Nothing is left to do: a handler of faults, or the way back, takes over.
    void clear() {
        rests.clear();
        inherited = 0;
    }

    /// For a branch that begins here: all of this is its parent's.
    Continuations branch() {
        Continuations branch = copy();
        branch.inherited = rests.size();
        return branch;
    }

    /// The same for a copy of the message that goes on in its place.
    Continuations copy() {
        Continuations copy = new Continuations();
        copy.inherited = inherited;
        rests.forEach(rest -> copy.rests.addLast(new Rest(rest.mediators, rest.before, rest.next)));
        return copy;
    }
}
