// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

class IterateMediatorTest {

    private static final String ORDERS = envelope("<o xmlns=\"\"><note>n</note><i>1</i><i>2</i><i>3</i></o>");
    private static final String TO_BACK_END =
            "<target><sequence><call><endpoint><address uri=\"http://one/\"/></endpoint></call></sequence></target>";

    private final Gateway gateway = new Gateway().withStore("A", 100);

    private static String envelope(String payload) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>" + payload
                + "</soapenv:Body></soapenv:Envelope>";
    }

    private static String iterate(String attributes) {
        return "<iterate " + attributes
                + "><target><sequence><store messageStore=\"A\"/></sequence></target></iterate>";
    }

    private List<String> bodies() {
        return gateway.stored("A").stream()
                .map(stored -> text(stored.message().content()))
                .map(text -> text.replaceAll("(?s).*<soapenv:Body>|</soapenv:Body>.*", ""))
                .toList();
    }

    private static String text(Content content) {
        return new String(content.toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private Response json(String body) {
        Headers headers = Headers.of("Content-Type", "application/json");
        return gateway.post("/services/P", headers, Content.ofText(body, "application/json"));
    }

    @Test
    void each_element_becomes_a_message_of_its_own() {
        gateway.withProxy(iterate("expression=\"//i\"") + "<store messageStore=\"never\"/>");
        assertThat(gateway.post(ORDERS).status()).isEqualTo(202);
        assertThat(gateway.problems()).isEmpty();
        assertThat(bodies()).containsExactlyInAnyOrder("<i>1</i>", "<i>2</i>", "<i>3</i>");
        assertThat(gateway.stored("A"))
                .extracting(stored ->
                        stored.message().properties().text("messageSequence").orElse(""))
                .containsExactlyInAnyOrder("0/3", "1/3", "2/3");
    }

    @Test
    void one_after_the_other_keeps_the_order_and_the_id_is_part_of_the_names() {
        gateway.withProxy(iterate("expression=\"//i\" sequential=\"true\" id=\"x\""));
        gateway.post(ORDERS);
        assertThat(bodies()).containsExactly("<i>1</i>", "<i>2</i>", "<i>3</i>");
        var properties = gateway.stored("A").get(1).message().properties();
        assertThat(properties.text("messageSequence.x")).contains("1/3");
        assertThat(properties.text("aggregateCorelation.x")).isPresent();
        assertThat(properties.text("messageSequence")).isEmpty();
    }

    @Test
    void the_whole_can_be_kept_around_each_element() {
        gateway.withProxy(
                iterate("expression=\"//i\" preservePayload=\"true\" attachPath=\"//o\" sequential=\"true\""));
        gateway.post(ORDERS);
        assertThat(bodies())
                .containsExactly(
                        "<o><note>n</note><i>1</i></o>",
                        "<o><note>n</note><i>2</i></o>",
                        "<o><note>n</note><i>3</i></o>");
    }

    @Test
    void without_an_attachPath_the_element_goes_into_the_body() {
        gateway.withProxy(iterate("expression=\"//i\" preservePayload=\"true\" sequential=\"true\""));
        gateway.post(ORDERS);
        assertThat(bodies().getFirst()).isEqualTo("<o><note>n</note></o><i>1</i>");
    }

    @Test
    void an_attachPath_that_points_nowhere_is_a_failure() {
        gateway.withProxy(iterate("expression=\"//i\" preservePayload=\"true\" attachPath=\"//none\""));
        assertThat(gateway.post(ORDERS).status()).isEqualTo(500);
        assertThat(gateway.stored("A")).isEmpty();
    }

    @Test
    void nothing_found_sends_nothing_and_what_is_no_element_is_a_failure() {
        gateway.withProxy(iterate("expression=\"//none\""));
        assertThat(gateway.post(ORDERS).status()).isEqualTo(202);
        gateway.withProxy(iterate("expression=\"//i/text()\""));
        assertThat(gateway.post(ORDERS).status()).isEqualTo(500);
        gateway.withProxy(iterate("expression=\"count(//i)\""));
        assertThat(gateway.post(ORDERS).status()).isEqualTo(500);
        assertThat(gateway.stored("A")).isEmpty();
    }

    @Test
    void with_continueParent_the_sequence_goes_on_with_the_message_itself() {
        gateway.withProxy(iterate("expression=\"//i\" continueParent=\"true\"") + "<respond/>");
        Response answer = gateway.post(ORDERS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer.content())).isEqualTo(ORDERS);
        assertThat(gateway.stored("A")).hasSize(3);
    }

    @Test
    void a_part_for_which_a_back_end_answered_goes_on_behind_the_iterate() {
        gateway.withProxy("<iterate expression=\"//i\">" + TO_BACK_END + "</iterate><store messageStore=\"A\"/>");
        gateway.post(ORDERS);
        assertThat(gateway.transport().requests()).extracting(Request::target).hasSize(3);
        assertThat(gateway.stored("A")).hasSize(3);
    }

    @Test
    void a_JSON_array_is_split_into_its_values() {
        gateway.withProxy(iterate("expression=\"json-eval($.orders)\" sequential=\"true\""));
        assertThat(json("{\"orders\":[{\"n\":1.10},[2],\"three\"]}").status()).isEqualTo(202);
        assertThat(bodies()).containsExactly("{\"n\":1.10}", "[2]", "\"three\"");
    }

    @Test
    void a_JSON_value_can_be_put_into_a_copy_of_the_whole() {
        gateway.withProxy(iterate("expression=\"json-eval($.orders)\" sequential=\"true\" preservePayload=\"true\""
                + " attachPath=\"json-eval($.orders)\""));
        json("{\"a\":0,\"orders\":[1,2]}");
        assertThat(bodies()).containsExactly("{\"a\":0,\"orders\":1}", "{\"a\":0,\"orders\":2}");
    }

    @Test
    void JSON_that_is_no_array_is_a_failure_and_nothing_found_sends_nothing() {
        gateway.withProxy(iterate("expression=\"json-eval($.orders)\""));
        assertThat(json("{\"orders\":{\"a\":1}}").status()).isEqualTo(500);
        assertThat(json("{\"others\":1}").status()).isEqualTo(202);
        assertThat(gateway.stored("A")).isEmpty();
    }

    @Test
    void copies_of_a_large_whole_are_refused_before_they_are_made() {
        gateway.withProxy(iterate("expression=\"//i\" preservePayload=\"true\""));
        String many = envelope("<o>" + "<i/>".repeat(1_000) + "<t>" + "x".repeat(40_000) + "</t></o>");
        assertThat(gateway.post(many).status()).isEqualTo(500);
        assertThat(gateway.stored("A")).isEmpty();
    }

    @Test
    void no_more_messages_are_made_than_one_request_may_become() {
        gateway.withProxy(iterate("expression=\"//i\""));
        assertThat(gateway.post(envelope("<o>" + "<i/>".repeat(10_001) + "</o>"))
                        .status())
                .isEqualTo(500);
        assertThat(gateway.stored("A")).isEmpty();
    }

    @Test
    void what_is_wrong_is_reported() {
        gateway.withProxy("<iterate><target to=\"a\"/></iterate>")
                .withProxy("<iterate expression=\"//i\"/>")
                .withProxy("<iterate expression=\"//i[\"><target to=\"a\"/></iterate>")
                .withProxy("<iterate expression=\"//i\" preservePayload=\"true\" attachPath=\"json-eval($[)\">"
                        + "<target to=\"a\"/></iterate>");
        assertThat(gateway.problems())
                .hasSize(4)
                .anyMatch(line -> line.contains("attribute expression is missing"))
                .anyMatch(line -> line.contains("<iterate> has 0 targets; it needs one"))
                .anyMatch(line -> line.contains("attribute expression: "))
                .anyMatch(line -> line.contains("attribute attachPath: "));
    }
}
