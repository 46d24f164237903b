// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

/// An expression of an artifact, compiled. Thread-safe.
public interface Expression {

    /// What an expression is written in.
    enum Language {
        /// XPath with the functions and variables of Synapse.
        XPATH,
        /// `json-eval(...)`.
        JSON_PATH,
        /// `${...}`.
        SYNAPSE
    }

    /// What it is written in.
    Language language();

    /// As it stands in the artifact.
    String text();

    /// What it comes to for a message.
    ///
    /// @throws dev.holdfast.content.UnreadableBodyException when it looks into a body that cannot be read
    /// @throws EvaluationException when it cannot be evaluated
    Value evaluate(View view);
}
