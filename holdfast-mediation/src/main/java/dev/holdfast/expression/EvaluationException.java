// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.io.Serial;

/// An expression could not be evaluated for a message.
public final class EvaluationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean cutOff;

    /// @param reason in one line
    public EvaluationException(String expression, String reason) {
        super("the expression " + ExpressionSyntaxException.shown(expression) + " cannot be evaluated: " + reason);
        this.cutOff = false;
    }

    /// @param reason in one line
    /// @param cause what was found on the way
    public EvaluationException(String expression, String reason, Throwable cause) {
        super(
                "the expression " + ExpressionSyntaxException.shown(expression) + " cannot be evaluated: " + reason,
                cause);
        this.cutOff = false;
    }

    private EvaluationException(String message) {
        super(message);
        this.cutOff = true;
    }

    /// Work that was given up because it would take too long.
    ///
    /// @param what is too much, in one line
    static EvaluationException cutOff(String expression, String what) {
        return new EvaluationException(
                "the expression " + ExpressionSyntaxException.shown(expression) + " was given up: " + what);
    }

    /// Whether work was given up because it would take too long. No language hides that.
    boolean isCutOff() {
        return cutOff;
    }
}
