// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.Jackson3JsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.Jackson3MappingProvider;
import dev.holdfast.content.Json;
import java.util.Collection;
import java.util.EnumSet;
import tools.jackson.databind.JsonNode;

/// How one JSONPath walks one document: it is cut off when it has taken too many steps. Belongs to one
/// evaluation.
final class JsonBudget extends Jackson3JsonNodeJsonProvider {

    /// One step is one look at a value; a document of 10 MB has about a million values.
    private static final long STEPS = 20_000_000;

    private static final Jackson3MappingProvider MAPPING = new Jackson3MappingProvider(Json.mapper());

    private final String path;
    private long left = STEPS;

    private JsonBudget(String path) {
        super(Json.mapper());
        this.path = path;
    }

    /// For one evaluation.
    static Configuration configuration(String path) {
        return Configuration.builder()
                .jsonProvider(new JsonBudget(path))
                .mappingProvider(MAPPING)
                .options(EnumSet.noneOf(Option.class))
                .build();
    }

    @Override
    public Object getArrayIndex(Object array, int index) {
        spend(1);
        if (index < 0 || index >= ((JsonNode) array).size()) {
            throw new IndexOutOfBoundsException(index);
        }
        return super.getArrayIndex(array, index);
    }

    @Override
    public Object getMapValue(Object object, String name) {
        spend(1);
        return super.getMapValue(object, name);
    }

    @Override
    public Collection<String> getPropertyKeys(Object object) {
        spend(((JsonNode) object).size());
        return super.getPropertyKeys(object);
    }

    @Override
    public Iterable<?> toIterable(Object array) {
        spend(((JsonNode) array).size());
        return super.toIterable(array);
    }

    @Override
    public boolean isMap(Object value) {
        spend(1);
        return super.isMap(value);
    }

    @Override
    public boolean isArray(Object value) {
        spend(1);
        return super.isArray(value);
    }

    private void spend(int steps) {
        left -= steps;
        if (left < 0) {
            throw EvaluationException.cutOff(path, "it takes more than " + STEPS + " steps");
        }
    }
}
