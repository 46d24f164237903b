// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/// Who handles the faults of one flow, the nearest first. Not thread-safe.
public final class FaultHandlers {

    private final Deque<Watch> handlers = new ArrayDeque<>();
    private String handledBy = "";

    /// A handler, and where the flow was when it began to watch: there it goes on after a fault.
    record Watch(Handler handler, Place place) {}

    /// A sequence that takes over after a fault.
    ///
    /// @param source where it is
    /// @param own whether the artifact itself names it; the sequence `fault`, which takes what nobody else
    ///     does, handles nothing
    record Handler(SequenceSource source, boolean own) {

        /// The sequence for what nobody else handles.
        static Handler global() {
            return new Handler(new SequenceSource.Named(BuiltIn.FAULT), false);
        }
    }

    /// The same for a copy of the message.
    FaultHandlers copy() {
        FaultHandlers copy = new FaultHandlers();
        copy.handlers.addAll(handlers);
        return copy;
    }

    /// The name of the last one that took over; empty for none.
    String handledBy() {
        return handledBy;
    }

    /// One takes over.
    void handledBy(String handler) {
        handledBy = handler;
    }

    /// How many there are.
    int depth() {
        return handlers.size();
    }

    /// Adds one.
    ///
    /// @param place where the flow is now
    void push(Handler handler, Place place) {
        handlers.push(new Watch(handler, place));
    }

    /// The nearest that has not been tried for this fault, which is taken off. One that names itself as the
    /// handler of its own faults would run for ever otherwise.
    ///
    /// @param tried those that have run; the one that is taken off is added
    Optional<Watch> pop(Set<Handler> tried) {
        Optional<Watch> nearest = Optional.ofNullable(handlers.poll());
        while (nearest.isPresent() && !tried.add(nearest.get().handler())) {
            nearest = Optional.ofNullable(handlers.poll());
        }
        return nearest;
    }

    /// Takes off what was added since there were so many.
    void backTo(int depth) {
        while (handlers.size() > depth) {
            handlers.pop();
        }
    }
}
