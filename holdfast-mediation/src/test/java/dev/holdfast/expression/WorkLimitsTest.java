// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.content.Body;
import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyValue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What would run without end is given up, whatever language it is written in.
class WorkLimitsTest {

    private static final int MEBIBYTE = 1_048_576;

    private static Body xml() {
        StringBuilder text = new StringBuilder("<all>");
        while (text.length() < MEBIBYTE) {
            text.append("<order id='").append(text.length()).append("'><line>some text</line></order>");
        }
        return Body.received(Content.ofText(text.append("</all>").toString(), "application/xml"), false);
    }

    private static Body json() {
        StringBuilder text = new StringBuilder("{\"all\":[{\"id\":0}");
        while (text.length() < MEBIBYTE) {
            text.append(",{\"id\":")
                    .append(text.length())
                    .append(",\"lines\":[{\"a\":\"")
                    .append("a".repeat(80))
                    .append("\"}]}");
        }
        return Body.received(Content.ofText(text.append("]}").toString(), "application/json"), false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//order[count(preceding::order) = 5000000]",
                "//line[//order/@id = //line]",
                "//line[preceding::line = following::nothing]",
                "matches('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', '^(a+)+$')",
                "count(//*/ancestor::*/descendant::*/ancestor::*)",
                "string-join(for $a in //order, $b in //order return 'some text', '')",
                "string-length(string-join(//order/string(/), ''))",
                "count(for $a in string-to-codepoints(string(/)), $b in string-to-codepoints(string(/)) return 1)",
                "count(for $a in tokenize(string(/), 'e'), $b in tokenize(string(/), 'e') return $a)",
                "count(for $a in (1,2,3,4,5,6,7,8,9,0), $b in (1,2,3,4,5,6,7,8,9,0), $c in (1,2,3,4,5,6,7,8,9,0),"
                        + " $d in (1,2,3,4,5,6,7,8,9,0), $e in (1,2,3,4,5,6,7,8,9,0), $f in (1,2,3,4,5,6,7,8,9,0),"
                        + " $g in (1,2,3,4,5,6,7,8,9,0), $h in (1,2,3,4,5,6,7,8,9,0) return $a)",
                "for $a in concat(/, /), $b in concat($a, $a, $a, $a), $c in concat($b, $b, $b, $b),"
                        + " $d in concat($c, $c, $c, $c), $e in concat($d, $d, $d, $d), $f in concat($e, $e, $e, $e)"
                        + " return string-length($f)",
                "string-length(replace(/, '.', string(/)))",
            })
    void an_xpath_is_given_up(String text) {
        Expression expression = Expressions.read(text, Map.of());
        ScriptedView view = new ScriptedView().with(xml());

        assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> expression.evaluate(view));
    }

    @Test
    void texts_of_an_xpath_that_grow_are_given_up_and_are_not_made_when_it_is_compiled() {
        ScriptedView view = new ScriptedView().with(xml());
        for (String start : new String[] {"'aaaaaaaaaa'", "string(/)"}) {
            String text = start;
            for (int i = 0; i < 12; i++) {
                text = "replace(" + text + ", '[a-z]', 'aaaaaaaaaa')";
            }
            Expression expression = Expressions.read(text, Map.of());
            assertThatExceptionOfType(EvaluationException.class)
                    .isThrownBy(() -> expression.evaluate(view))
                    .withMessageContaining("given up");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count(1 to 1000000000)",
                "let $a := (1, 2) return ($a, $a)",
                "function($a) {$a}",
                "for-each((1, 2), function($a) {$a})",
                "concat#2",
                "parse-xml('<a/>')",
                "function-lookup(xs:QName('fn:concat'), 2)",
            })
    void what_cannot_be_counted_in_an_xpath_is_refused(String text) {
        assertThatExceptionOfType(ExpressionSyntaxException.class)
                .isThrownBy(() -> Expressions.read(text, Map.of("xs", "http://www.w3.org/2001/XMLSchema")));
    }

    @Test
    void sorting_the_nodes_of_a_large_message_is_no_problem() {
        ScriptedView view = new ScriptedView().with(xml());

        assertThat(Expressions.read("count(//all//*//*)", Map.of())
                        .evaluate(view)
                        .asText())
                .isEqualTo(Expressions.read("count(//line)", Map.of())
                        .evaluate(view)
                        .asText());
        assertThat(Expressions.read("(//line | //@id)[2]", Map.of())
                        .evaluate(view)
                        .asText())
                .isEqualTo("some text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json-eval($..[?(@.id in $..id)])",
                "json-eval($.all[?(@.lines[0].a =~ /a*a*a*a*a*a*a*a*b/)])",
                "${split(payload.all[1].lines[0].a, 'a*a*a*a*a*a*a*a*b')}",
                "${exists(split(payload.all[1].lines[0].a, 'a*a*a*a*a*a*a*a*b'))}",
            })
    void a_json_path_or_a_regular_expression_is_given_up(String text) {
        ScriptedView view = new ScriptedView().with(json());
        Expression expression = Expressions.read(text, Map.of());
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> expression.evaluate(view))
                .withMessageContaining("given up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json-eval($..*..*..*..*..*)",
                "json-eval($..a..a..a..a..a)",
                "json-eval($..*..*..*..*.length())",
                "json-eval($..[?(@..*..*..*)])",
                "${payload..*..*..*..*..*}",
            })
    void a_json_path_that_goes_through_a_deep_message_again_and_again_is_given_up(String text) {
        for (String name : new String[] {"a", "a".repeat(1_000)}) {
            String open = "{\"" + name + "\":";
            ScriptedView view = new ScriptedView().withJson(open.repeat(200) + "1" + "}".repeat(200));
            Expression expression = Expressions.read(text.replace("..a", ".." + name), Map.of());
            assertThatExceptionOfType(EvaluationException.class)
                    .isThrownBy(() -> expression.evaluate(view))
                    .withMessageContaining("given up");
        }
    }

    @Test
    void a_json_path_whose_result_repeats_a_long_text_is_given_up() {
        String open = "{\"a\":";
        ScriptedView view =
                new ScriptedView().withJson(open.repeat(200) + "\"" + "x".repeat(MEBIBYTE) + "\"" + "}".repeat(200));
        Expression expression = Expressions.read("json-eval($..*)", Map.of());

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> expression.evaluate(view))
                .withMessageContaining("given up")
                .withMessageContaining("characters of text or JSON");
    }

    @Test
    void a_synapse_expression_whose_texts_grow_is_given_up() {
        String replaced = "string(payload)";
        String encoded = "string(payload)";
        for (int i = 0; i < 30; i++) {
            replaced = "replace(" + replaced + ", 'a', 'aaaaaaaa')";
            encoded = "base64encode(" + encoded + ")";
        }
        String sum = "string(payload)" + " + string(payload)".repeat(200);
        String list = "[payload" + ", payload".repeat(200) + "]";
        ScriptedView view = new ScriptedView().with(json());

        for (String text : new String[] {replaced, encoded, sum, list, "string(" + list + ")"}) {
            Expression expression = Expressions.read("${" + text + "}", Map.of());
            assertThatExceptionOfType(EvaluationException.class)
                    .isThrownBy(() -> expression.evaluate(view))
                    .withMessageContaining("given up");
        }
    }

    @Test
    void a_template_whose_text_grows_is_given_up() {
        TextTemplate template = TextTemplate.read("${payload}".repeat(100), Map.of());
        ScriptedView view = new ScriptedView().with(json());

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> template.of(view))
                .withMessageContaining("given up");
    }

    @Test
    void a_pattern_is_given_up_on_a_text_that_makes_it_try_everything() {
        BoundedPattern pattern = BoundedPattern.compile("x*x*x*x*x*x*x*x*y");

        assertThat(pattern.matches("xxxy")).isTrue();
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> pattern.matches("x".repeat(80)))
                .withMessageContaining("given up");
    }

    @Test
    void a_pattern_that_recurses_for_each_character_is_given_up() {
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> BoundedPattern.compile("(a|b)*c").matches("ab".repeat(MEBIBYTE)))
                .withMessageContaining("given up");
    }

    @Test
    void large_messages_are_no_problem_for_what_is_linear() {
        ScriptedView view = new ScriptedView().with(xml()).with(Scope.DEFAULT, "wanted", PropertyValue.of("some text"));

        assertThat(Expressions.read("count(//line[. = $ctx:wanted])", Map.of())
                        .evaluate(view)
                        .asText())
                .isNotEqualTo("0");
        assertThat(Expressions.read("sum(//order/@id) > 0", Map.of())
                        .evaluate(view)
                        .asText())
                .isEqualTo("true");
        assertThat(BoundedPattern.compile(".*some (text|word).*", java.util.regex.Pattern.DOTALL)
                        .matches(view.body().text()))
                .isTrue();
        view.with(json());
        for (String path : new String[] {"$.all.length()", "$..*", "$..a", "$.all[?(@.id > 500000)]", "$.all[*]..*"}) {
            assertThat(Expressions.read("json-eval(" + path + ")", Map.of())
                            .evaluate(view)
                            .asText())
                    .isNotIn("0", "[]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "-", "not(", "concat("})
    void an_expression_that_is_nested_without_end_is_refused(String open) {
        String nested = open.repeat(9_000 / open.length());

        for (String text : new String[] {nested + "1", "${" + nested + "1}", "json-eval($[?(" + nested + "@.a)])"}) {
            assertThatExceptionOfType(ExpressionSyntaxException.class)
                    .isThrownBy(() -> Expressions.read(text, Map.of()));
        }
    }

    @Test
    void an_expression_that_is_too_long_is_refused() {
        String sum = "1 + ".repeat(20_000) + "1";
        String name = "a".repeat(MEBIBYTE);

        for (String text : new String[] {
            sum,
            "${" + sum + "}",
            "json-eval($" + ".a".repeat(20_000) + ")",
            name,
            "'" + name + "'",
            "$ctx:" + name,
            "get-property('" + name + "')",
            "${'" + name + "'}",
            "json-eval($['" + name + "'])"
        }) {
            assertThatExceptionOfType(ExpressionSyntaxException.class)
                    .isThrownBy(() -> Expressions.read(text, Map.of()))
                    .satisfies(refused -> assertThat(refused.getMessage())
                            .hasSizeLessThan(500)
                            .contains("characters; 10000 are the most"));
        }
        assertThatExceptionOfType(ExpressionSyntaxException.class)
                .isThrownBy(() -> TextTemplate.read("a ${'" + name + "'}", Map.of()));
    }
}
