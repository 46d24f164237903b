// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.function.LongSupplier;

/// What one evaluation may spend; a step is a look at a value or node, or at some characters of a text. It is
/// counted, not timed, so that the same message always gives the same outcome. A large message may cost more.
/// Belongs to one evaluation.
final class StepBudget {

    /// A fraction of a second, or a second where the processors are busy.
    private static final long BASE = 2_000_000;

    /// And so many looks at everything in the message.
    private static final long PASSES = 20;

    private static final int CHARACTERS = 64;

    private final String expression;
    private final LongSupplier size;
    private long left = BASE;
    private boolean extended;

    /// @param size how many values or nodes the message has; asked when the first steps are spent
    StepBudget(String expression, LongSupplier size) {
        this.expression = expression;
        this.size = size;
    }

    /// A look at a value or node.
    void step() {
        spend(1);
    }

    /// A look at a text.
    void read(long characters) {
        spend(1 + characters / CHARACTERS);
    }

    /// So many looks.
    void spend(long steps) {
        left -= steps;
        if (left < 0 && !extended) {
            extended = true;
            left += PASSES * size.getAsLong();
        }
        if (left < 0) {
            throw EvaluationException.cutOff(expression, "it takes too many steps");
        }
    }
}
