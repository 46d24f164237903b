// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriTemplateTest {

    private static Optional<Map<String, String>> match(String template, String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        return UriTemplate.parse(template).match(RequestPath.of(path).segments(), QueryParameters.of(query));
    }

    @ParameterizedTest(name = "{0} takes {1} with {2}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "/orders /orders {}",
                "/orders /orders/ {}",
                "/orders //orders {}",
                "/orders /%6Frders {}",
                "/ / {}",
                "/orders/{id} /orders/7 {id=7}",
                "/orders/{id} /orders/a%2Fb {id=a/b}",
                "/orders/{id} /orders/a+b {id=a+b}",
                "/orders/{id} /orders/7?full=1 {id=7}",
                "/{a}/{b} /x/y {a=x,b=y}",
                "/{a}-{b}.xml /x-y-z.xml {a=x,b=y-z}",
                "/v{n}/x /v12/x {n=12}",
                "/files/{+path} /files/a/b/c.txt {path=a/b/c.txt}",
                "/files/{+path}/meta /files/a/b/meta {path=a/b}",
                "/files/* /files {}",
                "/files/* /files/a/b {}",
                "/files* /filesystem/a {}",
                "/o?x={x} /o?y=2&x=a%2Bb {x=a+b}",
                "/o?x={x} /o?x= {x=}",
                "/o?kind=full /o?kind=full {}",
                "/o{?x,y} /o?y=2 {y=2}",
                "/o{?x,y} /o {}",
            })
    void a_template_takes_what_it_could_have_made(String template, String target, String variables) {
        assertThat(match(template, target).map(found -> found.toString().replace(", ", ",")))
                .hasValue(variables);
    }

    @ParameterizedTest(name = "{0} does not take {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "/orders /",
                "/orders /Orders",
                "/orders /orders/7",
                "/orders/{id} /orders",
                "/orders/{id} /orders/",
                "/orders/{id} /orders/7/items",
                "/a/b /a%2Fb",
                "/{a}-{b} /x",
                "/{a}-{b} /-y",
                "/files/{+path} /files",
                "/files/{+path}/meta /files/meta",
                "/o?x={x} /o",
                "/o?kind=full /o?kind=short",
            })
    void a_template_does_not_take_anything_else(String template, String target) {
        assertThat(match(template, target)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "orders|begins with /",
                "/{id|not closed",
                "/{a}{b}|tells them apart",
                "/{a}/{a}|twice",
                "/{+a}/{+b}|only one",
                "/{#a}|{#a} is not supported",
                "/{}|{} is not supported",
                "/a*b|* at the end only",
            })
    void a_template_that_cannot_be_read_says_why(String template, String why) {
        assertThatThrownBy(() -> UriTemplate.parse(template)).hasMessageContaining(why);
    }

    @Test
    void a_long_path_is_matched_in_a_time_that_grows_with_its_length_only() {
        String segment = "a-".repeat(20_000);
        assertThat(match("/{a}-{b}-{c}-{d}-{e}-{f}-{g}x", "/" + segment)).isEmpty();
    }
}
