// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON that has no empty strings, and no strings that look like numbers or booleans, survives XML whole; any other
/// loses only those. The seed is in the name of the test; `-Dholdfast.seed=N` replays it.
class JsonRoundTripTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CHARACTERS = "ab12_-.:$@#<>&\"' /\\\t\n\rüЖ注\uD83D\uDE00{}[]";
    private static final int CASES = 200;

    static LongStream seeds() {
        Long fixed = Long.getLong("holdfast.seed");
        return fixed != null ? LongStream.of(fixed) : new Random().longs(5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void json_comes_back_from_xml(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            JsonNode value = random.nextBoolean() ? object(random, 4) : array(random, 4);
            String xml = XmlText.of(JsonToXml.convert(value));

            assertThat(Json.write(XmlToJson.convert(Envelope.parseElement(xml))))
                    .as("seed %d, case %d: %s", seed, i, xml)
                    .isEqualTo(Json.write(value));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void json_is_written_as_it_was_made(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            String text = Json.write(value(random, 5));

            assertThat(Json.write(Json.read(text)))
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(text);
        }
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(new BigInteger(random.nextInt(1, 200), random));
            case 3 ->
                NODES.numberNode(new BigDecimal(new BigInteger(random.nextInt(1, 90), random), random.nextInt(1, 20)));
            case 4, 5 -> NODES.stringNode("s" + text(random));
            case 6 -> object(random, depth - 1);
            default -> array(random, depth - 1);
        };
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = NODES.objectNode();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            String name = text(random);
            if (!name.equals("$") && !isAttribute(name)) {
                object.set(name, value(random, depth));
            }
        }
        return object;
    }

    private static boolean isAttribute(String name) {
        return name.startsWith("@") && JsonNames.isPlain(name.substring(1));
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = NODES.arrayNode();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            array.add(value(random, depth));
        }
        return array;
    }

    private static String text(Random random) {
        int length = random.nextInt(6);
        int[] characters = CHARACTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }
}
