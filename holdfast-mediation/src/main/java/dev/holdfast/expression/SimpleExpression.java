// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The expressions that most artifacts are full of, without an XPath engine: one property, or one literal. They
/// never touch the body, except for the names that are about it.
///
/// @param text as it stands in the artifact
/// @param term what it is
record SimpleExpression(String text, Term term) implements Expression {

    private static final String LITERAL = "(?:'([^']*)'|\"([^\"]*)\")";
    private static final Pattern CALL =
            Pattern.compile("(?:syn:|synapse:)?get-property\\(\\s*" + LITERAL + "\\s*(?:,\\s*" + LITERAL + "\\s*)?\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+):([\\w.\\-]+)");
    private static final Pattern TEXT = Pattern.compile(LITERAL);

    /// One step of looking something up.
    interface Term {

        /// What is found.
        Value look(View view);
    }

    /// The text as one of them; empty when it is more than that.
    static Optional<SimpleExpression> of(String text) {
        return termOf(text).map(term -> new SimpleExpression(text, term));
    }

    @Override
    public Language language() {
        return Language.XPATH;
    }

    @Override
    public Value evaluate(View view) {
        return term.look(view);
    }

    private static Optional<Term> termOf(String text) {
        Matcher literal = TEXT.matcher(text);
        if (literal.matches()) {
            Value value = new Value.Text(quoted(literal, 1));
            return Optional.of(view -> value);
        }
        Matcher variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            String prefix = variable.group(1);
            PropertyLookup.requirePrefix(text, prefix);
            String name = variable.group(2);
            return Optional.of(view -> PropertyLookup.variable(view, prefix, name));
        }
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return Optional.empty();
        }
        boolean scoped = call.group(3) != null || call.group(4) != null;
        if (scoped && quoted(call, 1).equals(PropertyLookup.SYSTEM_DATE)) {
            return Optional.empty();
        }
        Scope scope = scoped ? scopeOf(text, quoted(call, 1)) : Scope.DEFAULT;
        String name = quoted(call, scoped ? 3 : 1);
        return Optional.of(view -> PropertyLookup.property(view, scope, name));
    }

    private static Scope scopeOf(String text, String name) {
        return Scope.parse(name).orElseThrow(() -> PropertyLookup.unknownScope(text, name));
    }

    private static String quoted(Matcher matcher, int group) {
        String single = matcher.group(group);
        return single != null ? single : String.valueOf(matcher.group(group + 1));
    }
}
