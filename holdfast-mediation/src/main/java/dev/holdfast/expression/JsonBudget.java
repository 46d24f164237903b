// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.json.Jackson3JsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.Jackson3MappingProvider;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import dev.holdfast.content.Json;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// How one JSONPath walks one document: it is cut off when it has taken too many steps. Belongs to one
/// evaluation.
final class JsonBudget extends Jackson3JsonNodeJsonProvider {

    private static final Jackson3MappingProvider MAPPING = new Jackson3MappingProvider(Json.mapper());

    /// After so many steps it is looked at what one of them costs.
    private static final int CHEAP_STEPS = 1_000;

    private static final int CHARACTERS = 128;

    /// Brackets and quotes.
    private static final int AROUND_NAME = 4;

    private final StepBudget budget;
    private final JsonNode document;
    private long steps;
    private long weight = 1;
    private boolean weighed;

    private JsonBudget(StepBudget budget, JsonNode document) {
        super(Json.mapper());
        this.budget = budget;
        this.document = document;
    }

    /// For one evaluation.
    static Configuration configuration(String path, JsonNode document) {
        JsonBudget budget = new JsonBudget(new StepBudget(path, () -> size(document)), document);
        return Configuration.builder()
                .jsonProvider(budget)
                .mappingProvider(budget.mapping())
                .options(EnumSet.noneOf(Option.class))
                .build();
    }

    /// A filter that looks for a value in a list makes a list of Java of that each time.
    private MappingProvider mapping() {
        return new MappingProvider() {
            @Override
            public <T> T map(Object source, Class<T> type, Configuration configuration) {
                spend(source instanceof JsonNode node ? node.size() : 1);
                return MAPPING.map(source, type, configuration);
            }

            @Override
            public <T> T map(Object source, TypeRef<T> type, Configuration configuration) {
                spend(source instanceof JsonNode node ? node.size() : 1);
                return MAPPING.map(source, type, configuration);
            }
        };
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

    /// With each step the library writes down the way to where it is, so steps in a deep document cost more.
    private void spend(int more) {
        steps += more;
        if (steps > CHEAP_STEPS && !weighed) {
            weighed = true;
            weight += longestPath(document) / CHARACTERS;
        }
        budget.spend(weight * more);
    }

    private static int longestPath(JsonNode value) {
        int longest = 0;
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                longest = Math.max(longest, member.getKey().length() + AROUND_NAME + longestPath(member.getValue()));
            }
        } else {
            for (JsonNode element : value) {
                longest = Math.max(longest, AROUND_NAME + longestPath(element));
            }
        }
        return longest;
    }

    private static long size(JsonNode value) {
        return 1 + value.valueStream().mapToLong(JsonBudget::size).sum();
    }
}
