// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.content.Body;
import dev.holdfast.content.Json;
import dev.holdfast.message.Content;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTemplateTest {

    private final ScriptedView view = new ScriptedView().withJson("{\"id\":7,\"name\":\"A}n\",\"tags\":[\"x\"]}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | plain",
                "`` | ``",
                "${payload.id} | 7",
                "id=${payload.id}; ${payload.name}${payload.id} | id=7; A}n7",
                "${'}'}{$ $1 } | }{$ $1 }",
                "${payload.none} is nothing | ` is nothing`",
                "${payload.tags} | [\"x\"]",
            })
    void placeholders_are_filled_in(String template, String expected) {
        assertThat(TextTemplate.read(template, Map.of()).of(view)).isEqualTo(expected);
    }

    @Test
    void a_placeholder_is_written_by_whether_it_stands_in_quotes() {
        TextTemplate template = TextTemplate.read("{\"a\":\"${payload.tags}\",\"b\":${payload.tags}}", Map.of());

        String text = template.of(view, (value, quoting) -> switch (quoting) {
            case QUOTED -> value.asText().replace("\"", "\\\"");
            case BARE -> Json.write(value.asJson());
        });

        assertThat(text).isEqualTo("{\"a\":\"[\\\"x\\\"]\",\"b\":[\"x\"]}");
    }

    @Test
    void the_payload_of_xml_is_its_elements() {
        view.with(Body.received(Content.ofText("<o><id>7</id></o>", "application/xml"), false));

        assertThat(TextTemplate.read("${payload.o.id}-${xpath('//id')}-${payload}", Map.of())
                        .of(view))
                .isEqualTo("7-7-7");
        assertThat(Expressions.read("${payload}", Map.of()).evaluate(view)).isInstanceOf(Value.Nodes.class);
    }

    @Test
    void an_error_names_the_expression_and_the_place_in_it() {
        assertThatExceptionOfType(ExpressionSyntaxException.class)
                .isThrownBy(() -> TextTemplate.read("some text\nthen ${payload.a +} and more", Map.of()))
                .withMessage("the expression ${payload.a +} cannot be read: at column 14: expected a value, found '}'");
    }
}
