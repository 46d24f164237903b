// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import dev.holdfast.content.Envelope;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.saxon.s9api.QName;
import org.w3c.dom.Element;

/// An XPath text whose calls of `get-property` and variables of Synapse have been replaced by variables of
/// their
/// own, and whose calls of Synapse's other functions carry their namespace.
///
/// @param text for the XPath compiler
/// @param lookups the variables, by their place
/// @param asks whether a function of it asks the message, which is then the variable [#MESSAGE]
record SynapseTerms(String text, List<Lookup> lookups, boolean asks) {

    /// The variable that stands for the message.
    static final QName MESSAGE = new QName("message");

    private static final String QUOTED = "'[^']*'|\"[^\"]*\"";
    private static final String PREFIX = "(?:syn:|synapse:)?";
    private static final Pattern TERM = Pattern.compile("(?<literal>" + QUOTED + ")"
            + "|\\$(?<prefix>\\w+):(?<name>[\\w.\\-]+)"
            + "|\\$(?<node>body|header|env)(?![\\w.:\\-])"
            + "|(?<![\\w.:\\-$])" + PREFIX + "get-property\\(\\s*(?<first>" + QUOTED + ")\\s*(?:,\\s*(?<second>"
            + QUOTED + ")\\s*)?(?:,\\s*(?<third>" + QUOTED + ")\\s*)?\\)"
            + "|(?<![\\w.:\\-$])" + PREFIX + "(?<call>get-property)\\s*\\("
            + "|(?<![\\w.:\\-$])" + PREFIX
            + "(?<function>base64Encode|base64Decode|url-encode|hmac-generate)(?=\\s*\\()"
            + "|(?<![\\w.:\\-$])(?<secret>(?:wso2|hashicorp):vault-lookup|" + PREFIX
            + "(?:encrypt|decrypt))(?=\\s*\\()");
    private static final Set<String> NODES = Set.of("body", "header", "env");

    /// Something that is looked up before an expression is evaluated.
    ///
    /// @param index its place among those of the expression
    /// @param term what is found
    /// @param node `body`, `header` or `env` for a node of the envelope; empty for a value
    record Lookup(int index, SimpleExpression.Term term, String node) {

        QName variable() {
            return XPath.variableName(index);
        }

        boolean isNode() {
            return NODES.contains(node);
        }

        Value find(View view) {
            return term.look(view);
        }

        Optional<Element> findNode(Envelope envelope) {
            return switch (node) {
                case "body" -> Optional.of(envelope.body());
                case "header" -> envelope.header();
                default -> Optional.of(envelope.root());
            };
        }
    }

    /// @throws ExpressionSyntaxException when a scope or a variable is not known
    static SynapseTerms replaced(String text) {
        List<Lookup> lookups = new ArrayList<>();
        Matcher matcher = TERM.matcher(text);
        String replaced = matcher.replaceAll(match -> Matcher.quoteReplacement(replacement(text, matcher, lookups)));
        return new SynapseTerms(replaced, List.copyOf(lookups), replaced.contains("$" + MESSAGE + ", "));
    }

    private static String replacement(String text, Matcher match, List<Lookup> lookups) {
        if (match.group("literal") != null) {
            return match.group();
        }
        if (match.group("function") != null) {
            return Saxon.PREFIX + match.group("function");
        }
        if (match.group("call") != null) {
            return Saxon.PREFIX + "get-property($" + MESSAGE + ", ";
        }
        String secret = match.group("secret");
        if (secret != null) {
            throw new ExpressionSyntaxException(
                    text, secret + "(...) is not supported: there is no vault; use get-property('env', 'NAME')");
        }
        int index = lookups.size();
        lookups.add(lookup(text, match, index));
        return "$" + XPath.variableName(index).getLocalName();
    }

    private static Lookup lookup(String text, Matcher match, int index) {
        String node = match.group("node");
        if (node != null) {
            return new Lookup(index, view -> new Value.Missing(), node);
        }
        String prefix = match.group("prefix");
        if (prefix != null) {
            return new Lookup(index, variable(text, prefix, match.group("name")), "");
        }
        return new Lookup(index, property(text, match), "");
    }

    private static SimpleExpression.Term variable(String text, String prefix, String name) {
        PropertyLookup.requirePrefix(text, prefix);
        return view -> PropertyLookup.variable(view, prefix, name);
    }

    private static SimpleExpression.Term property(String text, Matcher match) {
        String first = unquoted(match.group("first"));
        if (match.group("second") == null) {
            return view -> PropertyLookup.property(view, Scope.DEFAULT, first);
        }
        String name = unquoted(match.group("second"));
        if (first.equals(PropertyLookup.SYSTEM_DATE) && match.group("third") == null) {
            return date(text, name);
        }
        Scope scope = Scope.parse(first).orElseThrow(() -> PropertyLookup.unknownScope(text, first));
        if (match.group("third") == null) {
            return view -> PropertyLookup.property(view, scope, name);
        }
        String pattern = unquoted(match.group("third"));
        if (!name.equals(PropertyLookup.SYSTEM_DATE)) {
            throw new ExpressionSyntaxException(text, "a third argument is for SYSTEM_DATE only");
        }
        return date(text, pattern);
    }

    private static SimpleExpression.Term date(String text, String pattern) {
        try {
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
            return view -> PropertyLookup.formattedDate(view, format);
        } catch (IllegalArgumentException e) {
            throw new ExpressionSyntaxException(text, "'" + pattern + "' is no format of dates: " + e.getMessage());
        }
    }

    private static String unquoted(String literal) {
        return literal.substring(1, literal.length() - 1);
    }
}
