// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.time.ManualTimer;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AggregateMediatorTest {

    private static final String ITEMS = envelope("<o><i>1</i><i>2</i><i>3</i></o>");
    private static final String ALL = aggregate("", "", "<respond/>");

    private final Gateway gateway =
            new Gateway().withStore("A", 100).withStore("B", 100).withStore("late", 100);

    private static String envelope(String payload) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>" + payload
                + "</soapenv:Body></soapenv:Envelope>";
    }

    private static String aggregate(String attributes, String condition, String onComplete) {
        return "<aggregate" + attributes + ">" + condition + "<onComplete expression=\"$body/*[1]\">" + onComplete
                + "</onComplete></aggregate>";
    }

    private static String iterate(String attributes, String steps) {
        return "<iterate expression=\"//i\"" + attributes + "><target><sequence>" + steps
                + "</sequence></target></iterate>";
    }

    private static String call(String host) {
        return "<call><endpoint><address uri=\"http://" + host + "/\"/></endpoint></call>";
    }

    private static String count(String attributes) {
        return "<completeCondition" + attributes + "</completeCondition>";
    }

    private static String text(Response answer) {
        return new String(answer.content().toByteArray(), StandardCharsets.UTF_8);
    }

    private static String payload(Response answer) {
        return text(answer).replaceAll("(?s).*<soapenv:Body>|</soapenv:Body>.*", "");
    }

    private void answers(String... payloads) {
        for (String payload : payloads) {
            gateway.transport()
                    .answers(new Response(
                            200,
                            Headers.of("Content-Type", "text/xml"),
                            Content.ofText(envelope(payload), "text/xml")));
        }
    }

    private Response json(String body) {
        Headers headers = Headers.of("Content-Type", "application/json");
        return gateway.post("/services/P", headers, Content.ofText(body, "application/json"));
    }

    @Test
    void when_all_parts_have_come_they_go_on_as_one_in_their_order() {
        gateway.withProxy(iterate("", ALL));
        Response answer = gateway.post(ITEMS);
        assertThat(gateway.problems()).isEmpty();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(payload(answer)).isEqualTo("<i>1</i><i>2</i><i>3</i>");
    }

    @Test
    void answers_of_back_ends_are_gathered_behind_the_iterate() {
        answers("<a/>", "<a/>", "<a/>");
        gateway.withProxy(iterate("", call("one")) + ALL);
        assertThat(payload(gateway.post(ITEMS))).isEqualTo("<a/><a/><a/>");
    }

    @Test
    void answers_to_send_are_gathered_in_the_out_sequence() {
        answers("<a/>", "<a/>", "<a/>");
        gateway.withProxy(
                "<iterate expression=\"//i\"><target><endpoint><address uri=\"http://one/\"/></endpoint></target>"
                        + "</iterate>",
                "<outSequence>" + aggregate("", "", "<log/>") + "<respond/></outSequence>");
        assertThat(payload(gateway.post(ITEMS))).isEqualTo("<a/><a/><a/>");
    }

    @Test
    void what_stands_behind_the_aggregate_runs_once_with_the_whole() {
        gateway.withProxy(iterate("", aggregate("", "", "<log/>") + "<store messageStore=\"A\"/>"));
        assertThat(gateway.post(ITEMS).status()).isEqualTo(202);
        assertThat(gateway.stored("A")).hasSize(1);
    }

    @Test
    void a_drop_in_onComplete_ends_it() {
        gateway.withProxy(iterate("", aggregate("", "", "<drop/>") + "<store messageStore=\"A\"/>"));
        assertThat(gateway.post(ITEMS).status()).isEqualTo(202);
        assertThat(gateway.stored("A")).isEmpty();
    }

    @Test
    void the_parent_goes_on_when_the_whole_has_been_dealt_with_if_the_parts_run_in_turn() {
        gateway.withProxy(iterate(
                        " sequential=\"true\" continueParent=\"true\"",
                        aggregate("", "", "<property name=\"done\" value=\"yes\" scope=\"operation\"/>"))
                + "<header name=\"Done\" expression=\"$operation:done\" scope=\"transport\"/><respond/>");
        assertThat(gateway.post(ITEMS).headers().first("Done")).contains("yes");
    }

    @Test
    void so_many_messages_are_enough_and_what_comes_later_is_dropped() {
        gateway.withProxy(iterate(
                " sequential=\"true\"",
                aggregate("", count("><messageCount min=\"2\"/>"), "<store messageStore=\"A\"/>") + "<respond/>"));
        Response answer = gateway.post(ITEMS);
        assertThat(payload(answer)).isEqualTo("<i>1</i><i>2</i>");
        assertThat(gateway.stored("A")).hasSize(1);
        assertThat(gateway.history(answer))
                .filteredOn(entry -> entry.event() == Event.DROPPED)
                .extracting(entry -> entry.detail().text())
                .singleElement()
                .asString()
                .contains("2 of 3");
    }

    @Test
    void a_number_of_messages_can_be_an_expression() {
        gateway.withProxy(iterate(
                " sequential=\"true\"", aggregate("", count("><messageCount max=\"{$trp:Enough}\"/>"), "<respond/>")));
        assertThat(payload(gateway.post(ITEMS, "Enough", "2"))).isEqualTo("<i>1</i><i>2</i>");
        assertThat(gateway.post(ITEMS, "Enough", "some").status()).isEqualTo(500);
    }

    @Test
    void a_part_that_never_comes_is_a_failure_without_a_timeout() {
        answers("<a/>", "<a/>");
        gateway.transport().refusesConnection();
        gateway.with("<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"keep\"><store messageStore=\"B\"/>"
                + "</sequence>");
        gateway.withProxy(
                iterate("", "<sequence key=\"ask\"/>" + aggregate("", count("><messageCount/>"), "<respond/>")),
                "<faultSequence><log level=\"custom\"><property name=\"why\" expression=\"$ctx:ERROR_MESSAGE\"/></log>"
                        + "<store messageStore=\"A\"/></faultSequence>");
        gateway.with("<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"ask\" onError=\"keep\">" + call("one")
                + "</sequence>");

        assertThat(gateway.post(ITEMS).status()).isEqualTo(202);

        assertThat(gateway.stored("B")).hasSize(1);
        assertThat(gateway.stored("A"))
                .singleElement()
                .extracting(stored ->
                        stored.message().properties().text("ERROR_MESSAGE").orElse(""))
                .asString()
                .contains("an aggregate is incomplete: 2 of 3 messages came");
    }

    @Test
    void a_part_that_never_comes_is_no_202_when_nobody_handles_that() {
        answers("<a/>", "<a/>");
        gateway.transport().refusesConnection();
        gateway.withProxy(iterate("", call("one")) + ALL);
        assertThat(gateway.post(ITEMS).status()).isEqualTo(500);
    }

    @Test
    void with_a_timeout_it_goes_on_at_once_without_a_part_that_has_failed() {
        answers("<a/>", "<a/>");
        gateway.transport().refusesConnection();
        gateway.withProxy(iterate("", call("one")) + aggregate("", count(" timeout=\"30\">"), "<respond/>"));
        Response answer = gateway.post(ITEMS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(payload(answer)).isEqualTo("<a/><a/>");
        assertThat(gateway.history(answer)).extracting(LedgerEntry::event).contains(Event.DROPPED);
    }

    @Test
    void the_client_does_not_wait_for_a_part_that_the_timeout_has_given_up() {
        CountDownLatch slow = new CountDownLatch(1);
        answers("<a/>", "<a/>");
        gateway.transport().answersAfter(slow, Response.of(500));
        gateway.withProxy(iterate("", call("one")) + aggregate("", count(" timeout=\"5\">"), "<respond/>"));
        List<Response> answers = Collections.synchronizedList(new ArrayList<>());
        gateway.services();
        gateway.timer().start("client", () -> answers.add(gateway.post(ITEMS)));
        await().pollInSameThread().until(() -> {
            gateway.timer().advance(Duration.ofSeconds(1));
            return !answers.isEmpty();
        });
        slow.countDown();
        assertThat(answers.getFirst().status()).isEqualTo(200);
        assertThat(payload(answers.getFirst())).isEqualTo("<a/><a/>");
    }

    @Test
    void messages_of_several_requests_go_on_together_when_there_are_enough() {
        gateway.withProxy("<aggregate><correlateOn expression=\"//k\"/><completeCondition><messageCount max=\"2\"/>"
                + "</completeCondition><onComplete expression=\"$body/*[1]\"><store messageStore=\"A\"/></onComplete>"
                + "</aggregate>");
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        gateway.services();
        gateway.timer()
                .start(
                        "one",
                        () -> statuses.add(gateway.post(envelope("<k>1</k>")).status()));
        gateway.timer().settle();
        assertThat(statuses).isEmpty();
        gateway.timer()
                .start(
                        "two",
                        () -> statuses.add(gateway.post(envelope("<k>2</k>")).status()));
        await().pollInSameThread().until(() -> {
            gateway.timer().settle();
            return statuses.size() == 2;
        });
        assertThat(statuses).containsExactly(202, 202);
        assertThat(gateway.stored("A")).hasSize(1);
    }

    @Test
    void a_message_whose_others_never_come_fails_after_a_minute() {
        gateway.withProxy("<aggregate><correlateOn expression=\"//k\"/><completeCondition><messageCount max=\"2\"/>"
                + "</completeCondition><onComplete><store messageStore=\"A\"/></onComplete></aggregate>");
        assertThat(gateway.post(envelope("<k>1</k>")).status()).isEqualTo(500);
        assertThat(Duration.between(ManualTimer.START, gateway.timer().instant()))
                .isEqualTo(Duration.ofSeconds(60));
        assertThat(gateway.stored("A")).isEmpty();
    }

    @Test
    void the_timeout_is_kept_exactly_and_the_request_waits_for_it() {
        gateway.withProxy("<aggregate><correlateOn expression=\"//k\"/><completeCondition timeout=\"7\">"
                + "<messageCount max=\"2\"/></completeCondition><onComplete expression=\"//k\"><respond/></onComplete>"
                + "</aggregate>");
        assertThat(payload(gateway.post(envelope("<k>1</k>")))).isEqualTo("<k>1</k>");
        assertThat(Duration.between(ManualTimer.START, gateway.timer().instant()))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void what_is_not_correlated_passes() {
        gateway.withProxy("<aggregate><correlateOn expression=\"1 = 2\"/><onComplete><drop/></onComplete></aggregate>"
                + ALL + "<respond/>");
        assertThat(text(gateway.post(ITEMS))).isEqualTo(ITEMS);
    }

    @Test
    void the_whole_can_stand_in_an_element_of_a_property() {
        gateway.withProxy("<property name=\"around\" type=\"OM\"><w xmlns=\"\"/></property>"
                + iterate(
                        "",
                        "<aggregate><onComplete expression=\"//i\" enclosingElementProperty=\"around\"><respond/>"
                                + "</onComplete></aggregate>"));
        assertThat(payload(gateway.post(ITEMS))).isEqualTo("<w><i>1</i><i>2</i><i>3</i></w>");
    }

    @Test
    void a_property_without_an_element_cannot_stand_around_the_whole() {
        gateway.withProxy("<property name=\"around\" value=\"w\"/>"
                + iterate(
                        "",
                        "<aggregate><onComplete expression=\"//i\" enclosingElementProperty=\"around\"><respond/>"
                                + "</onComplete></aggregate>"));
        assertThat(gateway.post(ITEMS).status()).isEqualTo(500);
    }

    @Test
    void what_is_found_takes_the_place_of_what_it_was_found_in() {
        answers("<q><p>1</p></q>", "<q><p>2</p></q>");
        gateway.withProxy("<clone sequential=\"true\"><target><sequence>" + call("one") + "</sequence></target><target>"
                + "<sequence>" + call("two") + "</sequence></target></clone>"
                + "<aggregate><onComplete expression=\"//p\"><respond/></onComplete></aggregate>");
        assertThat(payload(gateway.post(ITEMS))).isEqualTo("<p>1</p><p>2</p>");
    }

    @Test
    void JSON_is_gathered_in_an_array() {
        String iterate = "<iterate expression=\"json-eval($.a)\"><target><sequence><aggregate>"
                + "<onComplete expression=\"json-eval($.n)\"%s><respond/></onComplete></aggregate></sequence></target>"
                + "</iterate>";
        gateway.withProxy(iterate.formatted(""));
        assertThat(text(json("{\"a\":[{\"n\":1},{\"n\":[2]}]}"))).isEqualTo("[1,[2]]");
        gateway.withProxy("<property name=\"around\" type=\"OM\"><w xmlns=\"\"/></property>"
                + iterate.formatted(" enclosingElementProperty=\"around\""));
        assertThat(text(json("{\"a\":[{\"n\":1},{\"n\":[2]}]}"))).isEqualTo("{\"w\":[1,[2]]}");
        assertThat(json("{\"a\":[{\"n\":1},{\"m\":2}]}").status()).isEqualTo(500);
    }

    @Test
    void splits_within_splits_are_told_apart_by_their_ids() {
        String inner = "<iterate expression=\"//j\" id=\"in\"><target><sequence>"
                + "<aggregate id=\"in\"><onComplete expression=\"//j\"><aggregate id=\"out\">"
                + "<onComplete expression=\"//j\"><respond/></onComplete></aggregate></onComplete></aggregate>"
                + "</sequence></target></iterate>";
        gateway.withProxy(
                "<iterate expression=\"//i\" id=\"out\"><target><sequence>" + inner + "</sequence></target></iterate>");
        Response answer = gateway.post(envelope("<o><i><j>1</j><j>2</j></i><i><j>3</j></i></o>"));
        assertThat(payload(answer)).isEqualTo("<j>1</j><j>2</j><j>3</j>");
    }

    @Test
    void a_failure_in_onComplete_goes_to_the_handlers_of_the_first_message() {
        gateway.withProxy(
                iterate("", aggregate("", "", "<store messageStore=\"none\"/>")),
                "<faultSequence><store messageStore=\"B\"/></faultSequence>");
        assertThat(gateway.post(ITEMS).status()).isEqualTo(202);
        assertThat(gateway.stored("B")).hasSize(1);
        gateway.withProxy(iterate("", aggregate("", "", "<store messageStore=\"none\"/>")));
        assertThat(gateway.post(ITEMS).status()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void a_part_that_was_to_be_stored_and_is_not_is_no_200_even_if_the_others_are_enough() {
        gateway.withProxy(iterate(
                " sequential=\"true\"",
                "<property name=\"last\" expression=\"//i = 3\"/><store messageStore=\"{substring('noneA', 1 + 4 * ("
                        + "//i != 3))}\"/>" + aggregate("", count("><messageCount min=\"2\"/>"), "<respond/>")));
        assertThat(gateway.post(ITEMS).status()).isGreaterThanOrEqualTo(500);
        assertThat(gateway.stored("A")).hasSize(2);
    }

    @Test
    void what_is_wrong_is_reported() {
        gateway.withProxy("<aggregate/>")
                .withProxy("<aggregate><correlateOn/><onComplete/></aggregate>")
                .withProxy("<aggregate><completeCondition timeout=\"soon\"/><onComplete/></aggregate>")
                .withProxy("<aggregate><completeCondition><messageCount min=\"few\"/></completeCondition><onComplete/>"
                        + "</aggregate>")
                .withProxy("<aggregate><onComplete expression=\"[\"/></aggregate>")
                .withProxy("<aggregate><onComplete aggregateElementType=\"leaf\"/></aggregate>")
                .withProxy("<aggregate><onCompleted/></aggregate>");
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("<onComplete> is missing"))
                .anyMatch(line -> line.contains("attribute expression is missing; <correlateOn>"))
                .anyMatch(line -> line.contains("timeout is 'soon'; expected seconds"))
                .anyMatch(line -> line.contains("attribute min is 'few'; expected a whole number"))
                .anyMatch(line -> line.contains("attribute expression: "))
                .anyMatch(line -> line.contains("aggregateElementType is 'leaf'"))
                .anyMatch(line -> line.contains("<onCompleted> is not supported in <aggregate>"));
    }
}
