// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.content.UnreadableBodyException;
import net.sf.saxon.s9api.SaxonApiException;

/// Calls Saxon, and makes whatever it throws beyond what it promises what it promises: on some texts its compiler
/// stumbles over its own tree, and what is nested too deeply ends its stack.
final class Barrier {

    private Barrier() {}

    /// A call of Saxon.
    interface Call<T> {
        T run() throws SaxonApiException;
    }

    static <T> T run(Call<T> call) throws SaxonApiException {
        try {
            return call.run();
        } catch (StackOverflowError e) {
            throw new SaxonApiException("it is nested too deeply", e);
        } catch (EvaluationException | ExpressionSyntaxException | UnreadableBodyException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SaxonApiException("Saxon cannot go on (" + e.getClass().getSimpleName() + ")", e);
        }
    }
}
