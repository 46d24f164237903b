// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import net.sf.saxon.expr.Expression;
import net.sf.saxon.expr.parser.CodeInjector;
import net.sf.saxon.trace.TraceableComponent;

/// Makes the work of a stylesheet counted, where Saxon would let it be traced: templates, functions, instructions and
/// the expressions in them.
final class CountingInjector implements CodeInjector {

    @Override
    public void process(TraceableComponent component) {
        Expression body = component.getBody();
        if (body != null) {
            CountedTree.count(body);
            component.setBody(new CountedExpression(body, Extent.MOST_CHARACTERS));
        }
    }
}
