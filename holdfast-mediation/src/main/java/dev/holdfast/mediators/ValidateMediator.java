// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Format;
import dev.holdfast.endpoints.ErrorCodes;
import dev.holdfast.expression.AttributeValue;
import dev.holdfast.expression.BoundedPattern;
import dev.holdfast.expression.Expression;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.Fault;
import dev.holdfast.mediation.Flow;
import dev.holdfast.mediation.FlowReading;
import dev.holdfast.mediation.MediationException;
import dev.holdfast.mediation.Mediator;
import dev.holdfast.mediation.MediatorReader;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.reading.Kind;
import dev.holdfast.reading.Syntax;
import dev.holdfast.resource.Resource;
import dev.holdfast.resource.Resources;
import dev.holdfast.schema.JsonSchema;
import dev.holdfast.schema.SchemaException;
import dev.holdfast.schema.SchemaSource;
import dev.holdfast.schema.XmlSchemas;
import dev.holdfast.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/// `<validate [source] [cache-schema]><schema key/>+ <on-fail>...</on-fail></validate>`: checks the message against
/// schemas.
final class ValidateMediator implements Mediator {

    private static final Syntax SYNTAX = Syntax.of(
                    "validate",
                    "Checks an element of the message against schemas of XML (XSD 1.0), or JSON against JSON Schema. If it"
                            + " is not valid, on-fail runs, and the flow goes on if that comes to its end.")
            .optional(
                    "source",
                    "the first element in the body, or the JSON",
                    "expression for what is checked; a JSON value is checked by JSON Schema")
            .optional("cache-schema", "true", "false: the schema is compiled for each message")
            .child("schema", "key: local entry or registry resource, or {expression} for its key; one or more")
            .child("on-fail", "required: what runs if it is not valid. ERROR_MESSAGE and ERROR_DETAIL say why")
            .child(
                    "resource",
                    "location, and key: what schemas include, import or refer to so. Without: the key itself")
            .child("feature", "secure processing, which is always on, and schema-full-checking; others are errors")
            .differs("Schemas include and refer to nothing but resources, by their keys; no file, no network.")
            .differs("JSON Schema: the draft that $schema names, 4 to 2020-12; without it draft 4.")
            .differs(
                    "Texts that a pattern of XSD is matched with are limited: the squares of their lengths come to 500"
                            + " million at most (one of 22,000 characters); a pattern of JSON Schema that takes too long fails.")
            .differs("ERROR_MESSAGE has up to 20 violations.");

    static final MediatorReader READER = new ElementReader(SYNTAX, ValidateMediator::read);

    private static final Set<String> FEATURES = Set.of(
            "http://javax.xml.XMLConstants/feature/secure-processing",
            "http://apache.org/xml/features/validation/schema-full-checking");

    private final Optional<Expression> source;
    private final List<AttributeValue> keys;
    private final boolean keeps;
    private final ResourceMap resources;
    private final Mediator onFail;
    private final CompiledResources<XmlSchemas> xml = new CompiledResources<>();
    private final CompiledResources<List<JsonSchema>> json = new CompiledResources<>();

    private ValidateMediator(
            Optional<Expression> source,
            List<AttributeValue> keys,
            boolean keeps,
            ResourceMap resources,
            Mediator onFail) {
        this.source = source;
        this.keys = List.copyOf(keys);
        this.keeps = keeps;
        this.resources = resources;
        this.onFail = onFail;
    }

    private static Mediator read(XmlElement element, FlowReading reading) {
        List<AttributeValue> keys = new ArrayList<>();
        for (XmlElement child : element.children("schema")) {
            reading.knows(child, "key");
            AttributeValue key = reading.value(child, reading.required(child, "key"));
            reading.refersTo(Kind.RESOURCE, key, child);
            keys.add(key);
        }
        if (keys.isEmpty()) {
            reading.error(element, "<validate> has no schema; it needs one or more");
        }
        element.children("feature").forEach(child -> feature(child, reading));
        Optional<XmlElement> onFail = element.child("on-fail");
        if (onFail.isEmpty()) {
            reading.error(element, "<on-fail> is missing; <validate> needs it");
        }
        ResourceMap resources = ResourceMap.read(element, reading);
        if (!keys.isEmpty()) {
            reading.checks(element, new Compilation(keys, resources, ValidateMediator::failure));
        }
        return new ValidateMediator(
                reading.expression(element, "source"),
                keys,
                reading.flag(element, "cache-schema", true),
                resources,
                onFail.<Mediator>map(reading::sequence).orElse(unread -> Flow.STOP));
    }

    /// Schemas of XML are compiled together, those of JSON one by one.
    private static Optional<Compilation.Failure> failure(
            List<Compilation.Root> roots, Function<String, Optional<byte[]>> others) {
        List<SchemaSource> sources = roots.stream()
                .map(root -> new SchemaSource(root.key(), root.resource().bytesInLines()))
                .toList();
        try {
            if (roots.stream().map(Compilation.Root::resource).anyMatch(ValidateMediator::isXml)) {
                XmlSchemas.compile(sources, others);
            } else {
                sources.forEach(source -> JsonSchema.compile(source, others, ValidateMediator::pattern));
            }
            return Optional.empty();
        } catch (SchemaException e) {
            return Optional.of(new Compilation.Failure(e.location(), String.valueOf(e.getMessage())));
        }
    }

    private static Predicate<String> pattern(String regex) {
        return BoundedPattern.compile(regex)::find;
    }

    private static boolean isXml(Resource resource) {
        return resource.text().stripLeading().startsWith("<");
    }

    private static void feature(XmlElement child, FlowReading reading) {
        reading.knows(child, "name", "value");
        String name = reading.required(child, "name");
        if (!name.isEmpty() && !FEATURES.contains(name)) {
            reading.unsupported(child, "the feature " + name);
        }
    }

    @Override
    public Flow mediate(Exchange exchange) {
        List<String> violations;
        try {
            violations = violations(exchange);
        } catch (SchemaException e) {
            throw new MediationException(ErrorCodes.GENERIC, "validate: " + e.getMessage(), Fault.Kind.OTHER, e);
        }
        if (violations.isEmpty()) {
            return Flow.CONTINUE;
        }
        exchange.set(Scope.DEFAULT, "ERROR_MESSAGE", PropertyValue.of(String.join("; ", violations)));
        exchange.set(Scope.DEFAULT, "ERROR_DETAIL", PropertyValue.of(String.join("\n", violations)));
        return onFail.mediate(exchange);
    }

    private List<String> violations(Exchange exchange) {
        if (source.isEmpty()) {
            return exchange.body().format() == Format.JSON
                    ? ofJson(exchange, exchange.body().json())
                    : ofXml(
                            exchange,
                            exchange.body()
                                    .payload()
                                    .orElseThrow(() -> new MediationException(
                                            ErrorCodes.GENERIC, "validate finds no element in the body")));
        }
        Value found = source.get().evaluate(exchange);
        if (found instanceof Value.Json(JsonNode value)) {
            return ofJson(exchange, value);
        }
        if (found instanceof Value.Nodes nodes && nodes.nodes().getFirst() instanceof Element element) {
            return ofXml(exchange, element);
        }
        throw new MediationException(
                ErrorCodes.GENERIC,
                "the source of validate, " + source.get().text() + ", is neither an element nor JSON");
    }

    private List<String> ofXml(Exchange exchange, Element element) {
        return compiled(
                        exchange,
                        xml,
                        (roots, others) -> XmlSchemas.compile(
                                roots.stream().map(ValidateMediator::source).toList(), by(others)))
                .violations(element);
    }

    private List<String> ofJson(Exchange exchange, JsonNode value) {
        List<JsonSchema> schemas = compiled(
                exchange,
                json,
                (roots, others) -> roots.stream()
                        .map(root -> JsonSchema.compile(source(root), by(others), ValidateMediator::pattern))
                        .toList());
        return schemas.stream()
                .flatMap(schema -> schema.violations(value).stream())
                .toList();
    }

    private <T> T compiled(Exchange exchange, CompiledResources<T> known, CompiledResources.Maker<T> maker) {
        Resources all = exchange.services().catalogue();
        List<String> names = keys.stream().map(key -> key.of(exchange)).toList();
        return keeps ? known.of(all, names, maker) : known.anew(all, names, maker);
    }

    private Function<String, Optional<byte[]>> by(Function<String, Optional<Resource>> others) {
        return location -> others.apply(resources.key(location)).map(Resource::bytes);
    }

    private static SchemaSource source(Resource resource) {
        return new SchemaSource(resource.source(), resource.bytes());
    }
}
