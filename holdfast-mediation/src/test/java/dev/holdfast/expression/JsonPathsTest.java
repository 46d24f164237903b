// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.content.Body;
import dev.holdfast.content.Json;
import dev.holdfast.content.UnreadableBodyException;
import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `json-eval(...)`, and what is done at the places that a path points at.
class JsonPathsTest {

    private static final String JSON =
            "{\"a\":[{\"n\":1.50,\"t\":\"x\"},{\"n\":2,\"t\":\"y z\"}],\"s\":\"text\",\"nothing\":null,\"yes\":true,"
                    + "\"o\":{\"p\":[1,2]},\"a.b\":1}";

    private final ScriptedView view = new ScriptedView()
            .withJson(JSON)
            .with(Scope.DEFAULT, "order", new PropertyValue.Json("{\"id\":7,\"lines\":[1,2]}"))
            .with(Scope.DEFAULT, "text", PropertyValue.of("{\"id\":8}"))
            .with(Scope.DEFAULT, "plain", PropertyValue.of("no JSON"))
            .with(Scope.TRANSPORT, "X-Order", PropertyValue.of("{\"id\":9}"))
            .with(Scope.AXIS2, "o", PropertyValue.of("[1]"))
            .withVariable("v", new PropertyValue.Json("[1,{\"b\":2}]"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.s | text",
                "$.a[0].n | 1.50",
                "$.a[1] | {\"n\":2,\"t\":\"y z\"}",
                "$.a[-1].t | y z",
                "$.nothing | null",
                "$.yes | true",
                "$.o.p | [1,2]",
                "$['a.b'] | 1",
                "$.a[*].t | [\"x\",\"y z\"]",
                "$..n | [1.50,2]",
                "$.a[?(@.t == 'x')].n | [1.50]",
                "$.a[?(@.t =~ /Y.*/i)].n | [2]",
                "`$.a[?((@.t =~ /x/ || @.n == 2) && !(@.none))].n` | [1.50,2]",
                "$.a[?(@.t in ['x'])].n | [1.50]",
                "$.a[?(@.n > 5)] | []",
                "$.a.length() | 2",
                "$.o.p.sum() | 3",
                "s | text",
                "$ | `{\"a\":[{\"n\":1.50,\"t\":\"x\"},{\"n\":2,\"t\":\"y z\"}],\"s\":\"text\",\"nothing\":null,"
                        + "\"yes\":true,\"o\":{\"p\":[1,2]},\"a.b\":1}`",
                "$ctx:order.id | 7",
                "$ctx:order.lines[1] | 2",
                "$ctx:order | {\"id\":7,\"lines\":[1,2]}",
                "$ctx:text.id | 8",
                "$ctx:plain | no JSON",
                "$trp:X-Order.id | 9",
                "$axis2:o[0] | 1",
                "$var:v[1].b | 2",
            })
    void json_eval_gives_the_value_as_it_is_written(String path, String expected) {
        Value value = Expressions.read("json-eval(" + path + ")", Map.of()).evaluate(view);
        assertThat(value.isMissing()).isFalse();
        assertThat(value.asText()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"$.none", "$.a[7]", "$.s.t", "$ctx:none.a", "$ctx:plain.a", "$trp:none", "$.nothing.more"})
    void json_eval_of_nothing_is_missing_and_empty(String path) {
        Value value = Expressions.read("json-eval(" + path + ")", Map.of()).evaluate(view);
        assertThat(value).isEqualTo(new Value.Missing());
        assertThat(value.asText()).isEmpty();
    }

    @Test
    void json_eval_sees_a_body_of_xml_converted() {
        view.with(Body.received(Content.ofText("<o><id>7</id><id>8</id></o>", "application/xml"), false));
        assertThat(Expressions.read("json-eval($.o.id[1])", Map.of())
                        .evaluate(view)
                        .asText())
                .isEqualTo("8");
    }

    @Test
    void a_body_that_is_no_json_is_said_to_be_so() {
        view.withJson("{\"a\":");
        for (String text : new String[] {"json-eval($.a)", "${payload.a}"}) {
            assertThatExceptionOfType(UnreadableBodyException.class)
                    .isThrownBy(() -> Expressions.read(text, Map.of()).evaluate(view));
        }
    }

    @Test
    void a_value_of_json_says_yes_or_no() {
        for (String yes : new String[] {"true", "\"TRUE\"", "1", "-0.5", "[0]", "{\"a\":null}"}) {
            assertThat(new Value.Json(Json.read(yes)).asBoolean()).as(yes).isTrue();
        }
        for (String no : new String[] {"false", "\"yes\"", "\"\"", "0", "0.00", "[]", "{}", "null"}) {
            assertThat(new Value.Json(Json.read(no)).asBoolean()).as(no).isFalse();
        }
    }

    @Test
    void any_value_can_be_json() {
        assertThat(new Value.Missing().asJson()).isEqualTo(Json.read("null"));
        assertThat(new Value.Text("1").asJson()).isEqualTo(Json.read("\"1\""));
        assertThat(new Value.Bool(true).asJson()).isEqualTo(Json.read("true"));
        assertThat(Json.write(new Value.Num(25).asJson())).isEqualTo("25");
        assertThat(Json.write(new Value.Num(0.5).asJson())).isEqualTo("0.5");
        view.with(Scope.DEFAULT, "x", new PropertyValue.Xml("<o><id>7</id></o>"));
        assertThat(Json.write(
                        Expressions.read("$ctx:x", Map.of()).evaluate(view).asJson()))
                .contains("7");
    }

    private static String changed(JsonNode value) {
        return Json.write(value);
    }

    @Test
    void a_value_is_replaced_at_each_place_of_a_copy() {
        JsonNode document = Json.read(JSON);
        JsonNode copy = JsonPaths.compile("$.a[*].n").replace(document, Json.read("{\"new\":true}"));

        assertThat(changed(copy)).startsWith("{\"a\":[{\"n\":{\"new\":true},\"t\":\"x\"},{\"n\":{\"new\":true},");
        assertThat(document).isEqualTo(Json.read(JSON));
        assertThat(changed(JsonPaths.compile("$").replace(document, Json.read("1"))))
                .isEqualTo("1");
        assertThat(changed(JsonPaths.compile("$.o.p[1]").replace(document, Json.read("null"))))
                .contains("\"p\":[1,null]");
    }

    @Test
    void replacing_nothing_is_an_error() {
        for (String path : new String[] {"$.none.x", "$.a[9]", "$.a[?(@.n == 77)]"}) {
            assertThatExceptionOfType(EvaluationException.class)
                    .as(path)
                    .isThrownBy(() -> JsonPaths.compile(path).replace(Json.read(JSON), Json.read("1")));
        }
    }

    @Test
    void values_are_deleted_from_a_copy() {
        JsonNode document = Json.read("{\"a\":[1,2,3],\"b\":2}");

        assertThat(changed(JsonPaths.compile("$.b").delete(document))).isEqualTo("{\"a\":[1,2,3]}");
        assertThat(changed(JsonPaths.compile("$.a[1]").delete(document))).isEqualTo("{\"a\":[1,3],\"b\":2}");
        assertThat(changed(JsonPaths.compile("$.c").delete(document))).isEqualTo(changed(document));
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> JsonPaths.compile("$").delete(document));
    }

    @Test
    void values_are_added_to_arrays_and_objects_of_a_copy() {
        JsonNode document = Json.read("{\"a\":[1],\"o\":{\"x\":1},\"s\":\"t\"}");

        assertThat(changed(JsonPaths.compile("$.a").add(document, Json.read("[2]"))))
                .startsWith("{\"a\":[1,[2]]");
        assertThat(changed(JsonPaths.compile("$.o").add(document, Json.read("{\"x\":2,\"y\":3}"))))
                .contains("\"o\":{\"x\":2,\"y\":3}");
        assertThat(changed(JsonPaths.compile("$").add(document, Json.read("{\"z\":1}"))))
                .endsWith("\"z\":1}");
        for (String path : new String[] {"$.s", "$.none", "$.o.x"}) {
            assertThatExceptionOfType(EvaluationException.class)
                    .isThrownBy(() -> JsonPaths.compile(path).add(document, Json.read("1")));
        }
    }
}
