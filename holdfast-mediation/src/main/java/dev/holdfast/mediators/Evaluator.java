// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.expression.EvaluationException;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Reading;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A condition of a route: `and`, `or`, `not` of others, or what a header field, a parameter of the query, the
/// address, a property or the envelope says.
sealed interface Evaluator {

    /// The elements that are conditions.
    List<String> NAMES = List.of("and", "or", "not", "match", "equal", "exist", "exists");

    /// Whether it holds for the current message.
    boolean holds(Exchange exchange);

    /// All hold.
    record All(List<Evaluator> parts) implements Evaluator {
        @Override
        public boolean holds(Exchange exchange) {
            return parts.stream().allMatch(part -> part.holds(exchange));
        }
    }

    /// One holds.
    record Any(List<Evaluator> parts) implements Evaluator {
        @Override
        public boolean holds(Exchange exchange) {
            return parts.stream().anyMatch(part -> part.holds(exchange));
        }
    }

    /// The other does not hold.
    record Not(Evaluator part) implements Evaluator {
        @Override
        public boolean holds(Exchange exchange) {
            return !part.holds(exchange);
        }
    }

    /// A text is there, and has a form.
    record Fits(Source source, FullMatch regex) implements Evaluator {
        @Override
        public boolean holds(Exchange exchange) {
            return source.of(exchange).filter(regex::fits).isPresent();
        }
    }

    /// A text is there, and is this one, in any case.
    record Equal(Source source, String value) implements Evaluator {
        @Override
        public boolean holds(Exchange exchange) {
            return source.of(exchange).filter(value::equalsIgnoreCase).isPresent();
        }
    }

    /// A text is there.
    record Exists(Source source) implements Evaluator {
        @Override
        public boolean holds(Exchange exchange) {
            return source.of(exchange).isPresent();
        }
    }

    /// For what could not be read.
    record Never() implements Evaluator {
        @Override
        public boolean holds(Exchange exchange) {
            return false;
        }
    }

    /// Where a text comes from.
    interface Source {

        /// The text, if it is there.
        Optional<String> of(Exchange exchange);
    }

    /// The one condition inside an element.
    static Evaluator only(XmlElement parent, Reading reading) {
        List<XmlElement> children = parent.children();
        if (children.size() != 1) {
            reading.error(
                    parent,
                    "<" + parent.localName() + "> holds one of " + String.join(", ", NAMES) + ", not "
                            + children.size());
            return new Never();
        }
        return read(children.getFirst(), reading);
    }

    private static Evaluator read(XmlElement element, Reading reading) {
        return switch (element.localName()) {
            case "and" -> new All(parts(element, reading));
            case "or" -> new Any(parts(element, reading));
            case "not" -> new Not(only(element, reading));
            case "match" -> {
                reading.knows(element, "type", "source", "regex");
                yield new Fits(source(element, reading), FullMatch.read(element, "regex", reading));
            }
            case "equal" -> {
                reading.knows(element, "type", "source", "value");
                yield new Equal(source(element, reading), reading.required(element, "value"));
            }
            case "exist", "exists" -> {
                reading.knows(element, "type", "source");
                yield new Exists(source(element, reading));
            }
            default -> {
                reading.error(
                        element,
                        "<" + element.localName() + "> is no condition; expected one of " + String.join(", ", NAMES)
                                + NearestName.hint(element.localName(), NAMES));
                yield new Never();
            }
        };
    }

    private static List<Evaluator> parts(XmlElement element, Reading reading) {
        if (element.children().size() < 2) {
            reading.error(element, "<" + element.localName() + "> holds two conditions or more");
        }
        return element.children().stream().map(child -> read(child, reading)).toList();
    }

    private static Source source(XmlElement element, Reading reading) {
        String type = element.attribute("type").orElse("header");
        String name =
                type.equals("url") ? element.attribute("source").orElse("full") : reading.required(element, "source");
        return switch (type) {
            case "header" -> exchange -> property(exchange, Scope.TRANSPORT, name);
            case "param" -> exchange -> exchange.queryParameter(name);
            case "property" -> exchange -> property(exchange, Scope.DEFAULT, name);
            case "url" -> url(element, name, reading);
            case "soap" -> soap(element, name, reading);
            default -> {
                List<String> known = List.of("header", "param", "url", "property", "soap");
                reading.error(
                        element,
                        "type is '" + type + "'; expected one of " + String.join(", ", known)
                                + NearestName.hint(type, known));
                yield exchange -> Optional.empty();
            }
        };
    }

    private static Optional<String> property(Exchange exchange, Scope scope, String name) {
        return exchange.property(scope, name).map(PropertyValue::asText);
    }

    private static Source soap(XmlElement element, String xpath, Reading reading) {
        Optional<Expression> expression = reading.expressionOf(element, xpath);
        return exchange -> expression
                .map(found -> found.evaluate(exchange))
                .filter(value -> !value.isMissing())
                .map(Value::asText);
    }

    private static Source url(XmlElement element, String part, Reading reading) {
        Function<URI, Optional<String>> taken = switch (part) {
            case "protocol" -> uri -> Optional.ofNullable(uri.getScheme());
            case "user" -> uri -> Optional.ofNullable(uri.getUserInfo());
            case "host" -> uri -> Optional.ofNullable(uri.getHost());
            case "port" -> uri -> Optional.of(Integer.toString(uri.getPort()));
            case "path" -> uri -> Optional.ofNullable(uri.getPath());
            case "query" -> uri -> Optional.ofNullable(uri.getQuery());
            case "ref" -> uri -> Optional.ofNullable(uri.getFragment());
            case "full" -> uri -> Optional.of(uri.toString());
            default -> {
                List<String> known = List.of("protocol", "user", "host", "port", "path", "query", "ref", "full");
                reading.error(
                        element,
                        "source is '" + part + "'; of a url expected one of " + String.join(", ", known)
                                + NearestName.hint(part, known));
                yield uri -> Optional.empty();
            }
        };
        return exchange -> address(exchange).flatMap(taken);
    }

    private static Optional<URI> address(Exchange exchange) {
        Optional<String> to = property(exchange, Scope.AXIS2, "TransportInURL").or(() -> exchange.addressing("To"));
        return to.map(text -> {
            try {
                return URI.create(text);
            } catch (IllegalArgumentException e) {
                throw new EvaluationException("url", "the address of the message is no URI", e);
            }
        });
    }
}
