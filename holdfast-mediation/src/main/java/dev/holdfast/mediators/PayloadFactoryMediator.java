// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.ExpressionSyntaxException;
import dev.holdfast.expression.Scope;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `<payloadFactory media-type= [template-type=]><format/><args><arg .../>*</args></payloadFactory>`: makes a new body.
///
/// @param media what is made
/// @param format of what
/// @param arguments with what
record PayloadFactoryMediator(PayloadMedia media, PayloadFormat format, List<Argument> arguments) implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "payloadFactory",
                    "Makes a new body from a format, and sets axis2 messageType and ContentType to suit.")
            .optional("media-type", "xml", "xml, json, text: what is made")
            .optional("template-type", "default", "default: $1 and ${expression}; freemarker")
            .inert("escapeXmlChars")
            .child(
                    "format",
                    "the body; XML, JSON or text inside, or key: the name of a local entry or registry resource, or"
                            + " {expression}. In default templates $1 is the first argument and ${...} a Synapse"
                            + " expression; in FreeMarker there are payload, args.arg1, ctx, axis2, trp and vars")
            .child(
                    "args",
                    "holds <arg>: value or expression; evaluator xml or json: in which language the expression is;"
                            + " literal true: the text is put in as it is")
            .differs("What an argument brings is escaped, so that it cannot end a string of JSON or an element of XML;"
                    + " upstream puts in text that looks like XML as it is. literal=\"true\" does that here.")
            .differs("No more than 16 Mi characters are made.")
            .differs(
                    "A FreeMarker template can make no objects, load no files, and run no longer than 10 s; numbers are"
                            + " written without grouping.");

    static final MediatorReader READER = new ElementReader(SYNTAX, PayloadFactoryMediator::read);

    /// What `$1` is.
    ///
    /// @param source the value
    /// @param literal whether it is put in as it is
    record Argument(TextSource source, boolean literal) {}

    PayloadFactoryMediator {
        arguments = List.copyOf(arguments);
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        PayloadMedia media = media(element, reading);
        return new PayloadFactoryMediator(media, format(element, media, reading), arguments(element, reading));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        List<PayloadTemplate.Argument> values = new ArrayList<>();
        for (Argument argument : arguments) {
            values.add(new PayloadTemplate.Argument(argument.source.of(exchange), argument.literal));
        }
        String text = format.template(exchange).text(exchange, values);
        Body body = media.body(exchange.body(), text);
        exchange.body(body);
        String type = body.format().isSoap() ? typeOf(body.envelope()) : media.type();
        exchange.set(Scope.AXIS2, "messageType", PropertyValue.of(type));
        exchange.set(Scope.AXIS2, "ContentType", PropertyValue.of(type));
        exchange.set(Scope.TRANSPORT, "Content-Type", PropertyValue.of(type));
        exchange.remove(Scope.AXIS2, "NO_ENTITY_BODY");
        return Flow.CONTINUE;
    }

    private static String typeOf(Envelope envelope) {
        return envelope.version().mediaType();
    }

    private static PayloadMedia media(XmlElement element, FlowReading reading) {
        String text = element.attribute("media-type").orElse("xml").strip();
        for (PayloadMedia media : PayloadMedia.values()) {
            if (media.text().equals(text)) {
                return media;
            }
        }
        List<String> known = List.of("xml", "json", "text");
        reading.error(
                element,
                "media-type is '" + text + "'; expected one of " + String.join(", ", known)
                        + NearestName.hint(text, known));
        return PayloadMedia.TEXT;
    }

    private static PayloadFormat format(XmlElement element, PayloadMedia media, FlowReading reading) {
        Optional<XmlElement> found = element.child("format");
        if (found.isEmpty()) {
            reading.error(element, "<format> is missing; <payloadFactory> needs it");
            return new PayloadFormat.Inline((exchange, arguments) -> "");
        }
        XmlElement format = found.get();
        reading.knows(format, "key", "media-type");
        PayloadFormat.Compiler compiler = compiler(element, format, media, reading);
        Optional<String> key = format.attribute("key").filter(text -> !text.isBlank());
        if (key.isPresent()) {
            AttributeValue name = reading.value(format, key.get());
            reading.refersTo(Kind.RESOURCE, name, format);
            return new PayloadFormat.Keyed(name, compiler);
        }
        String text = format.children().isEmpty()
                ? format.text().strip()
                : format.innerXml().strip();
        try {
            return new PayloadFormat.Inline(compiler.compile(text));
        } catch (ExpressionSyntaxException | IllegalArgumentException e) {
            reading.error(format, String.valueOf(e.getMessage()));
            return new PayloadFormat.Inline((exchange, arguments) -> "");
        }
    }

    private static PayloadFormat.Compiler compiler(
            XmlElement element, XmlElement format, PayloadMedia media, FlowReading reading) {
        String type = element.attribute("template-type").orElse("default").strip();
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "freemarker" -> FreeMarkerTemplate::compile;
            case "default" -> text -> DefaultTemplate.compile(text, media, format.namespaces());
            default -> {
                List<String> known = List.of("default", "freemarker");
                reading.error(
                        element,
                        "template-type is '" + type + "'; expected one of " + String.join(", ", known)
                                + NearestName.hint(type, known));
                yield text -> (exchange, arguments) -> "";
            }
        };
    }

    private static List<Argument> arguments(XmlElement element, FlowReading reading) {
        List<Argument> arguments = new ArrayList<>();
        element.child("args").ifPresent(args -> {
            reading.knows(args);
            reading.knowsChildren(args, List.of("arg"));
            args.children("arg").forEach(arg -> arguments.add(argument(arg, reading)));
        });
        return arguments;
    }

    private static Argument argument(XmlElement arg, FlowReading reading) {
        reading.knows(arg, "value", "expression", "evaluator", "literal");
        boolean literal = reading.flag(arg, "literal", false);
        String evaluator = arg.attribute("evaluator").orElse("xml").strip();
        if (!evaluator.equals("xml") && !evaluator.equals("json")) {
            reading.error(arg, "evaluator is '" + evaluator + "'; expected xml or json");
        }
        String expression = arg.attribute("expression").map(String::strip).orElse("");
        boolean bare = !expression.startsWith("json-eval(") && !expression.startsWith("${");
        if (evaluator.equals("json") && !expression.isEmpty() && bare) {
            Optional<Expression> path = reading.expressionOf(arg, "json-eval(" + expression + ")");
            return new Argument(
                    path.<TextSource>map(TextSource.Evaluated::new).orElseGet(() -> TextSource.of("")), literal);
        }
        return new Argument(TextSource.read(arg, reading), literal);
    }
}
