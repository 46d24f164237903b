// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheMediatorTest {

    private static final String CALL = "<call><endpoint><address uri=\"http://b/\"/></endpoint></call>";

    private final Gateway gateway = new Gateway();

    private void cache(String attributes, String children) {
        gateway.withProxy(
                "<cache " + attributes + ">" + children + "</cache>" + CALL + "<cache collector=\"true\"/><respond/>");
        assertThat(gateway.problems()).isEmpty();
        IntStream.range(0, 10).forEach(i -> gateway.transport().answers(answer(200, "answer " + i)));
    }

    private static Response answer(int status, String text, String... control) {
        Headers headers = control.length == 0 ? Headers.empty() : Headers.of("Cache-Control", control[0]);
        return new Response(status, headers, Content.ofText(text, "text/plain"));
    }

    private Response asked(String body, String... fields) {
        Headers headers = Headers.of("Content-Type", "text/plain");
        for (int i = 0; i < fields.length; i += 2) {
            headers = headers.plus(fields[i], fields[i + 1]);
        }
        return gateway.post("/services/P", headers, Content.ofText(body, "text/plain"));
    }

    private static String text(Response response) {
        return new String(response.content().toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void the_same_question_gets_the_same_answer_until_its_time_is_over() {
        cache("timeout=\"10\"", "");
        assertThat(text(asked("a"))).isEqualTo("answer 0");
        assertThat(text(asked("a"))).isEqualTo("answer 0");
        assertThat(text(asked("b"))).isEqualTo("answer 1");
        gateway.timer().advance(Duration.ofSeconds(10));
        assertThat(text(asked("a"))).isEqualTo("answer 2");
        assertThat(gateway.transport().requests()).hasSize(3);
    }

    @Test
    void who_asks_with_other_credentials_gets_an_answer_of_its_own() {
        cache("", "<protocol><headersToExcludeInHash>X-Trace</headersToExcludeInHash></protocol>");
        assertThat(text(asked("a", "Authorization", "Basic one", "X-Trace", "1")))
                .isEqualTo("answer 0");
        assertThat(text(asked("a", "Authorization", "Basic two", "X-Trace", "1")))
                .isEqualTo("answer 1");
        assertThat(text(asked("a", "Authorization", "Basic one", "X-Trace", "2")))
                .isEqualTo("answer 0");
    }

    @Test
    void a_hit_goes_through_the_mediators_for_hits() {
        cache("", "<onCacheHit><property name=\"HTTP_SC\" value=\"203\" scope=\"axis2\"/><respond/></onCacheHit>");
        assertThat(asked("a").status()).isEqualTo(200);
        Response hit = asked("a");
        assertThat(hit.status()).isEqualTo(203);
        assertThat(text(hit)).isEqualTo("answer 0");
    }

    @ParameterizedTest(name = "{0}: {2} requests")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "errors are not kept                | - | 503 | - | 2",
                "no-store is obeyed                 | <enableCacheControl>true</enableCacheControl> | 200 | no-store | 2",
                "no-store is ignored when it is not | - | 200 | no-store | 1",
                "max-age wins over the timeout      | <enableCacheControl>true</enableCacheControl> | 200 | max-age=0 | 2",
                "other methods are not cached       | <methods>GET</methods> | 200 | - | 2"
            })
    void what_is_kept(String name, String protocol, int status, String control, int requests) {
        String[] field = control == null ? new String[0] : new String[] {control};
        gateway.transport().answers(answer(status, "first", field));
        cache("", "<protocol>" + (protocol == null ? "" : protocol) + "</protocol>");
        asked("a");
        asked("a");
        assertThat(gateway.transport().requests()).as(name).hasSize(requests);
    }

    @Test
    void a_hit_can_say_how_old_it_is_and_only_so_many_are_kept() {
        cache("", "<protocol><includeAgeHeader>true</includeAgeHeader></protocol><implementation maxSize=\"1\"/>");
        asked("a");
        gateway.timer().advance(Duration.ofSeconds(7));
        assertThat(asked("a").headers().first("Age")).contains("7");
        asked("b");
        assertThat(text(asked("a"))).isEqualTo("answer 2");
    }

    @Test
    void what_is_too_large_is_not_kept_and_wrong_numbers_are_reported() {
        cache("maxMessageSize=\"3\"", "");
        asked("a");
        asked("a");
        assertThat(gateway.transport().requests()).hasSize(2);
        gateway.withProxy("<cache timeout=\"soon\"/>");
        assertThat(gateway.problems()).anyMatch(line -> line.contains("timeout is 'soon'; expected a whole number"));
    }
}
