// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Json;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.TextTemplate;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.PropertyValues;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A format with `$1` for arguments and `${...}` for Synapse expressions. What a message brings can end neither a
/// string of JSON nor an element of XML.
///
/// @param media what is made
/// @param pieces in their order
record DefaultTemplate(PayloadMedia media, List<Piece> pieces) implements PayloadTemplate {

    private static final Logger LOGGER = System.getLogger(DefaultTemplate.class.getName());
    private static final Pattern ARGUMENT = Pattern.compile("\\$(\\d{1,4})");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^{}]*}");

    /// A piece of the format.
    sealed interface Piece {

        /// Text as it stands there.
        record Literal(String text) implements Piece {}

        /// `$1`.
        ///
        /// @param number from 1
        /// @param quoted whether it stands in a string of JSON
        record Argument(int number, boolean quoted) implements Piece {}

        /// `${...}`.
        ///
        /// @param quoted whether it stands in a string of JSON
        record Evaluated(Expression expression, boolean quoted) implements Piece {}
    }

    DefaultTemplate {
        pieces = List.copyOf(pieces);
    }

    /// @throws dev.holdfast.expression.ExpressionSyntaxException when what stands in `${...}` is no expression
    static DefaultTemplate compile(String format, PayloadMedia media, Map<String, String> namespaces) {
        String text =
                media == PayloadMedia.XML ? EXPRESSION.matcher(format).replaceAll(DefaultTemplate::plain) : format;
        List<Piece> pieces = new ArrayList<>();
        Quotes quotes = new Quotes();
        for (TextTemplate.Piece piece : TextTemplate.read(text, namespaces).pieces()) {
            switch (piece) {
                case TextTemplate.Piece.Literal(String literal) -> addLiteral(literal, pieces, quotes);
                case TextTemplate.Piece.Placeholder(Expression expression, var quoting) ->
                    pieces.add(new Piece.Evaluated(expression, quotes.open));
            }
        }
        return new DefaultTemplate(media, pieces);
    }

    @Override
    public String text(Exchange exchange, List<Argument> arguments) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            requireRoom(text);
            switch (piece) {
                case Piece.Literal(String literal) -> text.append(literal);
                case Piece.Evaluated(Expression expression, boolean quoted) ->
                    text.append(written(new Argument(expression.evaluate(exchange), false), quoted, true));
                case Piece.Argument(int number, boolean quoted)
                when number <= arguments.size() ->
                    text.append(written(arguments.get(number - 1), quoted, quotesStrings(exchange)));
                case Piece.Argument(int number, boolean quoted) -> {
                    text.append('$').append(number);
                    LOGGER.log(
                            Level.ERROR,
                            exchange.origin().logPrefix() + "Message " + exchange.flowId()
                                    + ": payloadFactory has no argument $" + number);
                }
            }
        }
        return text.toString();
    }

    /// A message that is put in many times must not become one that nothing can hold.
    private static void requireRoom(StringBuilder text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new MediationException(
                    ErrorCodes.GENERIC, "payloadFactory makes more than " + MOST_CHARACTERS + " characters");
        }
    }

    private String written(Argument argument, boolean quoted, boolean quotesStrings) {
        return switch (media) {
            case XML -> xml(argument);
            case TEXT -> PropertyValues.text(argument.value());
            case JSON -> quoted ? escaped(jsonText(argument.value())) : json(argument, quotesStrings);
        };
    }

    private static String xml(Argument argument) {
        String text = switch (argument.value()) {
            case Value.Nodes(var nodes) when isTree(argument.value()) -> PropertyValues.xml(nodes);
            case Value.Json(JsonNode node) when node.isContainer() -> PropertyValues.xml(Payloads.asElements(node));
            default -> "";
        };
        if (!text.isEmpty()) {
            return text;
        }
        return argument.literal()
                ? argument.value().asText()
                : escapedXml(argument.value().asText());
    }

    private static boolean isTree(Value value) {
        return value instanceof Value.Nodes && !PropertyValues.text(value).equals(value.asText());
    }

    /// What stands by itself: a string is put in quotes, or, as upstream does, only if it is no JSON by itself, where
    /// its characters are put in as they are.
    private static String json(Argument argument, boolean quotesStrings) {
        Value value = argument.value();
        if (value instanceof Value.Missing) {
            return "null";
        }
        boolean string = value instanceof Value.Text
                || (value instanceof Value.Json(JsonNode node) && node.isString())
                || (value instanceof Value.Nodes && !isTree(value));
        if (!string) {
            return Json.write(value.asJson());
        }
        String text = value.asText();
        if (argument.literal()) {
            return text;
        }
        if (quotesStrings) {
            return Json.write(JsonNodeFactory.instance.stringNode(text));
        }
        return Payloads.json(text).isPresent() ? text : escaped(text);
    }

    private static String jsonText(Value value) {
        return isTree(value) ? Json.write(value.asJson()) : value.asText();
    }

    /// The characters of a string of JSON, without its quotes.
    private static String escaped(String text) {
        String string = Json.write(JsonNodeFactory.instance.stringNode(text));
        return string.substring(1, string.length() - 1);
    }

    private static String escapedXml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;");
    }

    private static boolean quotesStrings(Exchange exchange) {
        return exchange.isTrue(Scope.DEFAULT, "QUOTE_STRING_IN_PAYLOAD_FACTORY_JSON");
    }

    private static void addLiteral(String literal, List<Piece> pieces, Quotes quotes) {
        Matcher matcher = ARGUMENT.matcher(literal);
        int from = 0;
        while (matcher.find()) {
            int number = Integer.parseInt(matcher.group(1));
            if (number > 0) {
                String before = literal.substring(from, matcher.start());
                quotes.follow(before);
                pieces.add(new Piece.Literal(before));
                pieces.add(new Piece.Argument(number, quotes.open));
                from = matcher.end();
            }
        }
        quotes.follow(literal.substring(from));
        pieces.add(new Piece.Literal(literal.substring(from)));
    }

    /// An expression that stood in XML, where some characters are written as entities.
    private static String plain(MatchResult match) {
        return Matcher.quoteReplacement(match.group()
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&"));
    }

    /// Whether a text of JSON is inside a string.
    private static final class Quotes {
        private boolean open;

        void follow(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\\' && open) {
                    i++;
                } else if (c == '"') {
                    open = !open;
                }
            }
        }
    }
}
