// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What a flow has still to do in the sequences in which it is, the innermost first: a copy of the message can go
/// on from there. Not thread-safe.
final class Continuations {

    private final Deque<Rest> rests = new ArrayDeque<>();

    /// What is left of one sequence.
    private static final class Rest {

        private final List<Mediator> mediators;
        private final int handlersBefore;
        private int next;

        Rest(List<Mediator> mediators, int handlersBefore, int next) {
            this.mediators = mediators;
            this.handlersBefore = handlersBefore;
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
    /// @param handlersBefore how many handlers of faults there are outside the sequence
    Flow run(List<Mediator> mediators, int handlersBefore, Exchange exchange) {
        Rest rest = new Rest(mediators, handlersBefore, 0);
        rests.push(rest);
        Flow flow = rest.run(exchange);
        rests.remove(rest);
        return flow;
    }

    /// Runs what is left of all sequences, as their own thread would have.
    Flow runRest(Exchange exchange) {
        Flow flow = Flow.CONTINUE;
        while (flow == Flow.CONTINUE && !rests.isEmpty()) {
            Rest rest = rests.getFirst();
            flow = rest.run(exchange);
            rests.remove(rest);
            exchange.faults().backTo(rest.handlersBefore);
        }
        return flow;
    }

    /// Nothing is left to do: a handler of faults takes over.
    void clear() {
        rests.clear();
    }

    /// The same for a copy of the message.
    Continuations copy() {
        Continuations copy = new Continuations();
        rests.forEach(rest -> copy.rests.addLast(new Rest(rest.mediators, rest.handlersBefore, rest.next)));
        return copy;
    }
}
