// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/// Who handles the faults of one flow, the nearest first. Not thread-safe.
public final class FaultHandlers {

    private final Deque<Handler> handlers = new ArrayDeque<>();

    /// A sequence that takes over after a fault.
    ///
    /// @param source where it is
    /// @param own whether the artifact itself names it; the sequence `fault`, which takes what nobody else
    ///     does, handles nothing
    record Handler(SequenceSource source, boolean own) {

        /// A sequence that the artifact names.
        static Handler named(String sequence) {
            return new Handler(new SequenceSource.Named(sequence), true);
        }

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

    /// How many there are.
    int depth() {
        return handlers.size();
    }

    void push(Handler handler) {
        handlers.push(handler);
    }

    /// The nearest that has not been tried for this fault, which is taken off. One that names itself as the
    /// handler of its own faults would run for ever otherwise.
    ///
    /// @param tried those that have run; the one that is taken off is added
    Optional<Handler> pop(Set<Handler> tried) {
        Optional<Handler> nearest = Optional.ofNullable(handlers.poll());
        while (nearest.isPresent() && !tried.add(nearest.get())) {
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
