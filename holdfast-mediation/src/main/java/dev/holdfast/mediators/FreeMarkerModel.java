// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import dev.holdfast.content.Envelope;
import dev.holdfast.expression.Scope;
import dev.holdfast.expression.Value;
import dev.holdfast.mediation.Exchange;
import dev.holdfast.mediation.PropertyValues;
import dev.holdfast.message.PropertyValue;
import freemarker.ext.dom.NodeModel;
import freemarker.template.Configuration;
import freemarker.template.SimpleCollection;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateSequenceModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

/// What a FreeMarker template sees of a message: `payload`, `args`, `ctx`, `axis2`, `trp` and `vars`. It can only
/// look.
final class FreeMarkerModel {

    private static final SimpleObjectWrapper WRAPPER = new SimpleObjectWrapper(Configuration.VERSION_2_3_34);

    private FreeMarkerModel() {}

    static TemplateHashModel of(Exchange exchange, List<PayloadTemplate.Argument> arguments) {
        return new Names(name -> switch (name) {
            case "payload" -> payload(exchange);
            case "args" -> Optional.of(new Names(key -> argument(key, arguments)));
            case "ctx" -> Optional.of(properties(exchange, Scope.DEFAULT));
            case "axis2" -> Optional.of(properties(exchange, Scope.AXIS2));
            case "trp" -> Optional.of(properties(exchange, Scope.TRANSPORT));
            case "vars" -> Optional.of(new Names(key -> exchange.variable(key).flatMap(FreeMarkerModel::model)));
            default -> Optional.empty();
        });
    }

    private static Optional<TemplateModel> payload(Exchange exchange) {
        return switch (exchange.body().format()) {
            case TEXT -> Optional.of(new SimpleScalar(exchange.body().text()));
            default -> model(Payloads.of(exchange.body()));
        };
    }

    private static TemplateModel properties(Exchange exchange, Scope scope) {
        return new Names(key -> exchange.property(scope, key).flatMap(FreeMarkerModel::model));
    }

    private static Optional<TemplateModel> argument(String key, List<PayloadTemplate.Argument> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (key.equals("arg" + (i + 1))) {
                return model(arguments.get(i).value());
            }
        }
        return Optional.empty();
    }

    private static Optional<TemplateModel> model(PropertyValue property) {
        return switch (property) {
            case PropertyValue.Int(int number) -> Optional.of(new SimpleNumber(number));
            case PropertyValue.LongInt(long number) -> Optional.of(new SimpleNumber(number));
            case PropertyValue.DoublePrecision(double number) -> Optional.of(new SimpleNumber(number));
            default -> model(Value.of(property));
        };
    }

    private static Optional<TemplateModel> model(Value value) {
        return switch (value) {
            case Value.Missing() -> Optional.empty();
            case Value.Bool(boolean bool) -> Optional.of(bool(bool));
            case Value.Num num -> Optional.of(new SimpleNumber(new BigDecimal(num.asText())));
            case Value.Json(JsonNode node) -> json(node);
            case Value.Nodes(var nodes)
            when nodes.getFirst() instanceof Element element ->
                Optional.of(NodeModel.wrap(
                        Envelope.parseElement(Envelope.toXml(element)).getOwnerDocument()));
            case Value other -> Optional.of(new SimpleScalar(PropertyValues.text(other)));
        };
    }

    private static Optional<TemplateModel> json(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> Optional.of(new SimpleScalar(node.stringValue()));
            case NUMBER -> Optional.of(new SimpleNumber(node.decimalValue()));
            case BOOLEAN -> Optional.of(bool(node.booleanValue()));
            case OBJECT -> Optional.of(new Members(node));
            case ARRAY -> Optional.of(new Elements(node));
            case NULL, MISSING, BINARY, POJO -> Optional.empty();
        };
    }

    private static TemplateModel bool(boolean value) {
        return value ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
    }

    /// Something with names that are looked up.
    private record Names(Function<String, Optional<TemplateModel>> lookup) implements TemplateHashModel {

        @Override
        public @Nullable TemplateModel get(String key) {
            return lookup.apply(key).orElse(null);
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    /// An object of JSON.
    private record Members(JsonNode object) implements TemplateHashModelEx {

        @Override
        public @Nullable TemplateModel get(String key) {
            return Optional.ofNullable(object.get(key))
                    .flatMap(FreeMarkerModel::json)
                    .orElse(null);
        }

        @Override
        public boolean isEmpty() {
            return object.isEmpty();
        }

        @Override
        public int size() {
            return object.size();
        }

        @Override
        public TemplateCollectionModel keys() {
            List<TemplateModel> names = new ArrayList<>();
            object.propertyNames().forEach(name -> names.add(new SimpleScalar(name)));
            return new SimpleCollection(names, WRAPPER);
        }

        @Override
        public TemplateCollectionModel values() {
            List<TemplateModel> values = new ArrayList<>();
            object.forEach(value -> json(value).ifPresent(values::add));
            return new SimpleCollection(values, WRAPPER);
        }
    }

    /// An array of JSON.
    private record Elements(JsonNode array) implements TemplateSequenceModel {

        @Override
        public @Nullable TemplateModel get(int index) {
            return Optional.ofNullable(array.get(index))
                    .flatMap(FreeMarkerModel::json)
                    .orElse(null);
        }

        @Override
        public int size() {
            return array.size();
        }
    }
}
