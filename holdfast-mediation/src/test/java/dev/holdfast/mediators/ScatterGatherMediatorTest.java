// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ScatterGatherMediatorTest {

    private static final String BOTH =
            "<sequence>" + call("one") + "</sequence><sequence>" + call("two") + "</sequence>";
    private static final String JSON = "target=\"body\" result-content-type=\"JSON\"";

    private final Gateway gateway = new Gateway().withStore("A", 100);

    private static String call(String host) {
        return "<call><endpoint><address uri=\"http://" + host + "/\"/></endpoint></call>";
    }

    private static String scatter(String attributes, String aggregation, String sequences) {
        return "<scatter-gather " + attributes + "><aggregation " + aggregation + "/>" + sequences
                + "</scatter-gather><respond/>";
    }

    private static String text(Response answer) {
        return new String(answer.content().toByteArray(), StandardCharsets.UTF_8);
    }

    private Response json(String body) {
        Headers headers = Headers.of("Content-Type", "application/json");
        return gateway.post("/services/P", headers, Content.ofText(body, "application/json"));
    }

    private static Response answer(String json) {
        return new Response(
                200, Headers.of("Content-Type", "application/json"), Content.ofText(json, "application/json"));
    }

    @Test
    void what_is_found_in_all_answers_becomes_an_array() {
        gateway.transport().answers(answer("{\"p\":1}")).answers(answer("{\"p\":2}"));
        gateway.withProxy(scatter(JSON + " parallel-execution=\"false\"", "expression=\"${payload.p}\"", BOTH));
        Response answer = json("{}");
        assertThat(gateway.problems()).isEmpty();
        assertThat(text(answer)).isEqualTo("[1,2]");
    }

    @Test
    void all_at_once_they_still_stand_in_the_order_of_the_sequences() {
        String set = "<sequence><property name=\"n\" value=\"%d\"/></sequence>";
        gateway.withProxy(scatter(
                        "target=\"variable\" target-variable=\"v\" result-content-type=\"JSON\"",
                        "expression=\"$ctx:n\"",
                        set.formatted(1) + set.formatted(2) + set.formatted(3))
                .replace("<respond/>", "<header name=\"V\" scope=\"transport\" expression=\"${vars.v}\"/><respond/>"));
        Response answer = json("{\"a\":1}");
        assertThat(answer.headers().first("V")).contains("[\"1\",\"2\",\"3\"]");
        assertThat(text(answer)).isEqualTo("{\"a\":1}");
    }

    @Test
    void results_in_XML_stand_in_an_element() {
        gateway.transport().answers(answer("{\"p\":{\"q\":1}}")).answers(answer("{\"p\":{\"q\":1}}"));
        gateway.withProxy(scatter(
                "target=\"body\" result-content-type=\"XML\" result-enclosing-element=\"all\"",
                "expression=\"//q\"",
                BOTH));
        assertThat(text(json("{}"))).contains("<all><q>1</q><q>1</q></all>");
    }

    @Test
    void the_condition_says_what_is_taken() {
        gateway.transport().answers(answer("{\"p\":1}")).answers(answer("{\"p\":2}"));
        gateway.withProxy(scatter(
                JSON + " parallel-execution=\"false\"",
                "expression=\"${payload.p}\" condition=\"${payload.p == 2}\"",
                BOTH));
        assertThat(text(json("{}"))).isEqualTo("[2]");
    }

    @Test
    void a_copy_that_fails_fails_the_whole() {
        gateway.transport().answers(answer("{\"p\":1}")).refusesConnection();
        gateway.withProxy(scatter(JSON, "expression=\"${payload.p}\"", BOTH));
        assertThat(json("{}").status()).isEqualTo(500);
    }

    @Test
    void so_many_are_enough() {
        gateway.transport().answers(answer("{\"p\":1}")).refusesConnection();
        gateway.withProxy(scatter(JSON, "expression=\"${payload.p}\" min-messages=\"1\"", BOTH));
        assertThat(text(json("{}"))).isEqualTo("[1]");
        gateway.transport().refusesConnection().refusesConnection();
        assertThat(json("{}").status()).isEqualTo(500);
    }

    @Test
    void a_timeout_lets_it_go_on_without_one_that_has_failed() {
        gateway.transport().answers(answer("{\"p\":1}")).refusesConnection();
        gateway.withProxy(scatter(JSON, "expression=\"${payload.p}\" timeout=\"60000\"", BOTH));
        assertThat(text(json("{}"))).isEqualTo("[1]");
    }

    @Test
    void when_the_time_is_over_it_goes_on_with_what_is_there_and_nobody_waits_for_the_rest() {
        CountDownLatch slow = new CountDownLatch(1);
        gateway.transport().answers(answer("{\"p\":1}")).answersAfter(slow, answer("{\"p\":2}"));
        gateway.withProxy(scatter(JSON, "expression=\"${payload.p}\" timeout=\"2000\"", BOTH));
        List<Response> answers = Collections.synchronizedList(new ArrayList<>());
        gateway.services();
        gateway.timer().start("client", () -> answers.add(json("{}")));
        await().pollInSameThread().until(() -> {
            gateway.timer()
                    .advance(Duration.ofSeconds(gateway.transport().requests().size() < 2 ? 0 : 1));
            return !answers.isEmpty();
        });
        slow.countDown();
        assertThat(answers.getFirst().status()).isEqualTo(200);
        assertThat(text(answers.getFirst())).isEqualTo("[1]");
    }

    @Test
    void what_is_wrong_is_reported() {
        gateway.withProxy("<scatter-gather/>")
                .withProxy(scatter("target=\"header\" result-content-type=\"CSV\"", "", ""))
                .withProxy(scatter(
                        "target=\"variable\" result-content-type=\"XML\"", "expression=\"//a\" timeout=\"1s\"", BOTH));
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("<aggregation> is missing"))
                .anyMatch(line -> line.contains("<scatter-gather> has no sequence"))
                .anyMatch(line -> line.contains("target is 'header'; expected body or variable"))
                .anyMatch(line -> line.contains("result-content-type is 'CSV'"))
                .anyMatch(line -> line.contains("attribute expression is missing; <aggregation>"))
                .anyMatch(line -> line.contains("attribute target-variable is missing"))
                .anyMatch(line -> line.contains("timeout is '1s'; expected milliseconds"))
                .anyMatch(line -> line.contains("results in XML need the name of an element"));
    }
}
