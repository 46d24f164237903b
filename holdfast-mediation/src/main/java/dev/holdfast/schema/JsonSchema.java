// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.schema;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.regex.RegularExpressions;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.ResourceLoader;
import dev.holdfast.content.Json;
import dev.holdfast.content.JsonSyntaxException;
import dev.holdfast.message.Content;
import dev.holdfast.settings.FirstLine;
import dev.holdfast.settings.Location;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A schema of JSON, compiled: of the draft that `$schema` names, else of draft 4. What it refers to comes from
/// whoever compiles it. Thread-safe.
public final class JsonSchema {

    /// So many steps one value may take, whatever its size.
    static final long STEPS = 1_000_000;

    /// So many more it may take for each value within it.
    static final long STEPS_FOR_EACH_VALUE = 100;

    private static final String SCHEME = "key:/";

    /// What the library would look for among the files of the program.
    private static final Set<String> OF_THE_PROGRAM = Set.of("classpath", "resource");

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    /// Compiles a schema, and all that it refers to.
    ///
    /// @param others gives what `$ref` refers to outside of the schema; empty for what there is not
    /// @param patterns compiles the regular expressions of `pattern` and `patternProperties`, as Java writes
    ///     them: whether a part of a text fits. What they throw goes on to whoever validates
    /// @throws SchemaException when it cannot be compiled
    public static JsonSchema compile(
            SchemaSource source,
            Function<String, Optional<byte[]>> others,
            Function<String, Predicate<String>> patterns) {
        try {
            SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                    .regularExpressionFactory(regex -> patterns.apply(inJava(regex))::test)
                    .build();
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_4,
                    builder -> builder.schemaRegistryConfig(config)
                            .schemaLoader(loader -> loader.resourceLoaders(loaders -> loaders.values(list -> {
                                        list.clear();
                                        list.add(new Given(others));
                                    }))
                                    .block(iri -> OF_THE_PROGRAM.contains(String.valueOf(iri.getScheme())))
                                    .fetchRemoteResources(false)));
            JsonNode document = Json.read(Content.of(source.bytes()));
            Schema schema = registry.getSchema(SchemaLocation.of(SCHEME + "schema"), document);
            schema.initializeValidators();
            return new JsonSchema(schema);
        } catch (StackOverflowError e) {
            throw new SchemaException("the schema " + source.name() + " refers to itself without end", e);
        } catch (JsonSyntaxException e) {
            throw unreadable(source, e.line(), e);
        } catch (com.networknt.schema.SchemaException | IllegalArgumentException e) {
            throw unreadable(source, 0, e);
        }
    }

    private static String inJava(String regex) {
        return RegularExpressions.replaceLongformCharacterProperties(RegularExpressions.replaceDollarAnchors(regex));
    }

    private static SchemaException unreadable(SchemaSource source, int line, RuntimeException e) {
        return new SchemaException(
                new Location(source.name(), line, ""),
                "the schema " + source.name() + " for messages in JSON cannot be read as JSON Schema: "
                        + FirstLine.of(e.getCause() instanceof SchemaException own ? own : e),
                e);
    }

    /// What is wrong with a value, at most 20 lines; nothing when it is valid.
    ///
    /// @throws SchemaException when the schema refers to something that there is not, or to so much that it takes
    ///     more than [#STEPS] steps and [#STEPS_FOR_EACH_VALUE] for each value
    public List<String> violations(JsonNode value) {
        Violations violations = new Violations();
        long steps = STEPS + STEPS_FOR_EACH_VALUE * countOf(value);
        try {
            schema.validate(value, context -> context.executionConfig(limits -> limits.maxEvaluationSteps(steps)))
                    .forEach(error -> violations.add(String.valueOf(error)));
        } catch (ValidationLimitExceededException e) {
            throw new SchemaException(
                    "the schema cannot be used: it takes more than " + steps + " steps for this value", e);
        } catch (StackOverflowError e) {
            throw new SchemaException("the schema cannot be used: it refers to itself without end", e);
        } catch (com.networknt.schema.SchemaException e) {
            throw new SchemaException("the schema cannot be used: " + e.getMessage(), e);
        }
        return violations.all();
    }

    private static long countOf(JsonNode value) {
        long count = 1;
        for (JsonNode child : value.values()) {
            count += countOf(child);
        }
        return count;
    }

    /// Gives what schemas refer to, and nothing else.
    private record Given(Function<String, Optional<byte[]>> others) implements ResourceLoader {

        @Override
        public InputStreamSource getResource(AbsoluteIri iri) {
            String text = iri.toString();
            String name = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
            return others.apply(name)
                    .<InputStreamSource>map(bytes -> () -> new ByteArrayInputStream(bytes))
                    .orElseThrow(() -> new SchemaException(
                            "there is no resource '" + name + "' that a schema could refer to",
                            new IllegalArgumentException(name)));
        }
    }
}
