// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.io.Serial;

/// An expression could not be evaluated for a message.
public final class EvaluationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /// @param reason in one line
    public EvaluationException(String expression, String reason, Throwable cause) {
        super("the expression " + expression + " cannot be evaluated: " + reason, cause);
    }
}
