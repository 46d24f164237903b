// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.Optional;
import java.util.function.LongSupplier;
import net.sf.saxon.s9api.SaxonApiException;

/// What one evaluation may spend; a step is a look at a value or node, or at some characters of a text. It is
/// counted, not timed, so that the same message always gives the same outcome. A large message may cost more.
/// Belongs to one evaluation.
final class StepBudget {

    /// A fraction of a second, or a second where the processors are busy.
    private static final long BASE = 2_000_000;

    /// And so many looks at everything in the message.
    private static final long PASSES = 20;

    private static final int CHARACTERS = 64;

    /// That of the XPath that is running in this thread: Saxon hands on nothing of ours.
    private static final ScopedValue<StepBudget> CURRENT = ScopedValue.newInstance();

    private final String expression;
    private final LongSupplier size;
    private final int times;
    private long left;
    private boolean extended;
    private Optional<EvaluationException> givenUp = Optional.empty();

    /// @param size how many values or nodes the message has; asked when the first steps are spent
    StepBudget(String expression, LongSupplier size) {
        this(expression, size, 1);
    }

    /// @param size how many values or nodes the message has; asked when the first steps are spent
    /// @param times as many steps; what fills the memory is not more for that
    StepBudget(String expression, LongSupplier size, int times) {
        this.expression = expression;
        this.size = size;
        this.times = times;
        this.left = times * BASE;
    }

    /// The budget of the XPath that is running in this thread.
    static StepBudget current() {
        return CURRENT.get();
    }

    /// Runs an XPath, or a part of one, on this budget.
    ///
    /// @throws EvaluationException when it was given up, whatever Saxon makes of that
    <T> T around(Barrier.Call<T> call) throws SaxonApiException {
        try {
            return ScopedValue.where(CURRENT, this).call(() -> Barrier.run(call));
        } catch (SaxonApiException e) {
            if (givenUp.isPresent()) {
                throw givenUp.get();
            }
            throw e;
        }
    }

    private EvaluationException giveUp(String what) {
        EvaluationException reason = EvaluationException.cutOff(expression, what);
        givenUp = Optional.of(reason);
        return reason;
    }

    /// A look at a value or node.
    void step() {
        spend(1);
    }

    /// A look at a text.
    void read(long characters) {
        spend(1 + characters / CHARACTERS);
    }

    /// Another text.
    ///
    /// @param longest so many characters it may have
    void make(long characters, long longest) {
        if (characters > longest) {
            throw giveUp("it makes or changes a text of more than " + longest + " characters");
        }
        spend(1 + times * (characters / CHARACTERS));
    }

    /// Another node, with a text.
    void copy(long characters) {
        spend(times * (1 + characters / CHARACTERS));
    }

    /// So many looks.
    void spend(long steps) {
        left -= steps;
        if (left < 0 && !extended) {
            extended = true;
            left += times * PASSES * size.getAsLong();
        }
        if (left < 0) {
            throw giveUp("it takes too many steps");
        }
    }
}
