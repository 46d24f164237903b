// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Body;
import dev.holdfast.content.Envelope;
import dev.holdfast.content.Format;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.TextTemplate;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Syntax;
import dev.holdfast.settings.NearestName;
import dev.holdfast.xml.XmlElement;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `<log [level=simple|headers|full|custom] [separator=", "] [category=INFO]><message/><property .../></log>`.
///
/// @param detail how much of the message is shown
/// @param category at which level
/// @param separator between the items
/// @param items named values
/// @param options the rest
record LogMediator(Detail detail, Level category, String separator, List<Item> items, Options options)
        implements Mediator {

    private static final Syntax SYNTAX = Syntax.of("log", "Writes one line; the flow goes on.")
            .optional(
                    "level",
                    "simple",
                    "simple: addresses, actions, ids, direction; headers: the SOAP"
                            + " header blocks; full: as simple, and the envelope; custom: the properties only")
            .optional("separator", ", ", "between the items; \\n and \\t mean what they mean in Java")
            .optional("category", "INFO", "TRACE, DEBUG, INFO, WARN, ERROR, FATAL (written as ERROR)")
            .optional("logMessageID", "false", "with level custom: begins with the message id")
            .optional("logFullPayload", "false", "ends with the body")
            .child("property", "added as name = value; name, and value or expression")
            .child(
                    "message",
                    "a text with ${expression} in it, before the properties; without a level it is custom then");

    static final MediatorReader READER = new ElementReader(SYNTAX, LogMediator::read);

    private static final Logger LOGGER = System.getLogger("org.apache.synapse.mediators.builtin.LogMediator");
    private static final Map<String, Level> CATEGORIES = Map.of(
            "TRACE", Level.TRACE,
            "DEBUG", Level.DEBUG,
            "INFO", Level.INFO,
            "WARN", Level.WARNING,
            "ERROR", Level.ERROR,
            "FATAL", Level.ERROR);

    /// How much of the message is shown.
    enum Detail {
        SIMPLE,
        HEADERS,
        FULL,
        CUSTOM
    }

    /// A named value.
    record Item(String name, TextSource source) {}

    /// @param template a text before the items, if there is one
    /// @param messageId whether the message id is shown although the detail is custom
    /// @param payload whether the body is shown although the detail is not full
    record Options(Optional<TextTemplate> template, boolean messageId, boolean payload) {}

    LogMediator {
        items = List.copyOf(items);
    }

    static Mediator read(XmlElement element, FlowReading reading) {
        Optional<TextTemplate> template = element.child("message")
                .map(message -> reading.template(message, message.text().strip()));
        List<Item> items = new ArrayList<>();
        for (XmlElement child : element.children("property")) {
            reading.knows(child, "name", "value", "expression");
            items.add(new Item(reading.required(child, "name"), TextSource.read(child, reading)));
        }
        return new LogMediator(
                detail(element, template.isPresent(), reading),
                category(element, reading),
                element.attribute("separator").orElse(", ").replace("\\n", "\n").replace("\\t", "\t"),
                items,
                new Options(
                        template,
                        reading.flag(element, "logMessageID", false),
                        reading.flag(element, "logFullPayload", false)));
    }

    @Override
    public Flow mediate(Exchange exchange) {
        if (LOGGER.isLoggable(category)) {
            LOGGER.log(category, line(exchange));
        }
        return Flow.CONTINUE;
    }

    /// The line for the current message.
    String line(Exchange exchange) {
        List<String> parts = new ArrayList<>();
        options.template.ifPresent(template -> parts.add(template.of(exchange)));
        switch (detail) {
            case SIMPLE, FULL -> addSimple(exchange, parts);
            case HEADERS -> addHeaders(exchange, parts);
            case CUSTOM -> {
                if (options.messageId) {
                    exchange.addressing("MessageID").ifPresent(id -> parts.add("MessageID: " + id));
                    parts.add("correlation_id: " + correlation(exchange));
                }
            }
        }
        for (Item item : items) {
            parts.add(item.name + " = " + text(item.source, exchange));
        }
        if (detail == Detail.FULL || options.payload) {
            parts.add(payload(exchange.body()));
        }
        return exchange.origin().logPrefix() + String.join(separator, parts);
    }

    private static void addSimple(Exchange exchange, List<String> parts) {
        parts.add("To: " + exchange.addressing("To").orElse(""));
        add(exchange, "From", "From", parts);
        add(exchange, "Action", "WSAction", parts);
        add(exchange, "Action", "SOAPAction", parts);
        add(exchange, "ReplyTo", "ReplyTo", parts);
        add(exchange, "MessageID", "MessageID", parts);
        parts.add("correlation_id: " + correlation(exchange));
        parts.add("Direction: " + (exchange.isResponse() ? "response" : "request"));
    }

    private static void add(Exchange exchange, String field, String label, List<String> parts) {
        exchange.addressing(field).ifPresent(value -> parts.add(label + ": " + value));
    }

    private static void addHeaders(Exchange exchange, List<String> parts) {
        if (exchange.body().format() != Format.JSON) {
            exchange.body()
                    .envelope()
                    .headerBlocks()
                    .forEach(block -> parts.add(" " + block.getLocalName() + " : " + block.getTextContent()));
        }
        parts.add("correlation_id: " + correlation(exchange));
    }

    private static String correlation(Exchange exchange) {
        return exchange.property(Scope.AXIS2, "correlation_id")
                .or(() -> exchange.property(Scope.TRANSPORT, "activityid"))
                .map(PropertyValue::asText)
                .orElseGet(() -> exchange.flowId().toString());
    }

    private static String payload(Body body) {
        return body.format() == Format.JSON
                ? "Payload: " + body.text()
                : "Envelope: " + body.envelope().toXml();
    }

    /// Of a missing value `null` for XPath, and nothing for the other languages.
    private static String text(TextSource source, Exchange exchange) {
        Value value = source.of(exchange);
        return switch (value) {
            case Value.Missing()
            when source instanceof TextSource.Evaluated(Expression expression)
                    && expression.language() == Expression.Language.XPATH -> "null";
            case Value.Nodes(var nodes)
            when nodes.size() == 1
                    && nodes.getFirst() instanceof org.w3c.dom.Element element
                    && element.getElementsByTagName("*").getLength() > 0 -> Envelope.toXml(element);
            default -> value.asText();
        };
    }

    private static Detail detail(XmlElement element, boolean template, FlowReading reading) {
        Optional<String> text = element.attribute("level").filter(level -> !level.isBlank());
        if (text.isEmpty()) {
            return template ? Detail.CUSTOM : Detail.SIMPLE;
        }
        for (Detail detail : Detail.values()) {
            if (detail.name().equalsIgnoreCase(text.get())) {
                return detail;
            }
        }
        List<String> known = List.of("simple", "headers", "full", "custom");
        reading.error(
                element,
                "level is '" + text.get() + "'; expected one of " + String.join(", ", known)
                        + NearestName.hint(text.get(), known));
        return Detail.SIMPLE;
    }

    private static Level category(XmlElement element, FlowReading reading) {
        String text = element.attribute("category").orElse("INFO").strip().toUpperCase(Locale.ROOT);
        Level level = CATEGORIES.get(text);
        if (level == null) {
            reading.error(
                    element,
                    "category is '" + text + "'; expected one of "
                            + String.join(
                                    ", ", CATEGORIES.keySet().stream().sorted().toList())
                            + NearestName.hint(text, CATEGORIES.keySet()));
        }
        return level == null ? Level.INFO : level;
    }
}
