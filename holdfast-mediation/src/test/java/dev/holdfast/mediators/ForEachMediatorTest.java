// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForEachMediatorTest {

    private static final String ITEMS = envelope("<o><n/><i>1</i><i>2</i></o>");
    private static final String CALL = "<call><endpoint><address uri=\"http://one/\"/></endpoint></call>";

    private final Gateway gateway = new Gateway().withStore("A", 100);

    private static String envelope(String payload) {
        return "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>" + payload
                + "</soapenv:Body></soapenv:Envelope>";
    }

    private static String text(Response answer) {
        return new String(answer.content().toByteArray(), StandardCharsets.UTF_8);
    }

    private static String payload(Response answer) {
        return text(answer).replaceAll("(?s).*<soapenv:Body>|</soapenv:Body>.*", "");
    }

    private Response json(String body) {
        Headers headers = Headers.of("Content-Type", "application/json");
        return gateway.post("/services/P", headers, Content.ofText(body, "application/json"));
    }

    private void answersXml(String... payloads) {
        for (String payload : payloads) {
            gateway.transport()
                    .answers(new Response(
                            200,
                            Headers.of("Content-Type", "application/xml"),
                            Content.ofText(payload, "application/xml")));
        }
    }

    private void answersJson(String... payloads) {
        for (String payload : payloads) {
            gateway.transport()
                    .answers(new Response(
                            200,
                            Headers.of("Content-Type", "application/json"),
                            Content.ofText(payload, "application/json")));
        }
    }

    private static String foreach(String attributes, String steps) {
        return "<foreach " + attributes + "><sequence>" + steps + "</sequence></foreach>";
    }

    @Test
    void each_element_is_changed_in_its_place() {
        gateway.withProxy(foreach(
                        "expression=\"//i\" id=\"x\"",
                        "<makefault version=\"pox\" response=\"false\"><reason expression=\"concat(//i, '-',"
                                + " $ctx:x_FOREACH_COUNTER)\"/></makefault>")
                + "<header name=\"Count\" scope=\"transport\" expression=\"$ctx:x_FOREACH_COUNTER\"/>"
                + "<header name=\"Was\" scope=\"transport\" expression=\"contains($ctx:x_FOREACH_ORIGINAL_MESSAGE,"
                + " '12')\"/><respond/>");
        Response answer = gateway.post(ITEMS);
        assertThat(gateway.problems()).isEmpty();
        assertThat(payload(answer))
                .contains("1-0")
                .contains("2-1")
                .startsWith("<o><n/><")
                .endsWith("</o>");
        assertThat(answer.headers().first("Count")).contains("2");
        assertThat(answer.headers().first("Was")).contains("true");
    }

    @Test
    void an_element_that_fails_fails_all_or_stays_as_it_was() {
        String store = "<store messageStore=\"none\"/>";
        gateway.withProxy(foreach("expression=\"//i\"", store) + "<respond/>");
        assertThat(gateway.post(ITEMS).status()).isGreaterThanOrEqualTo(500);
        gateway.withProxy(foreach(
                        "expression=\"//i\" continueLoopOnFailure=\"true\"",
                        "<property name=\"n\" type=\"INTEGER\" value=\"x\"/>")
                + "<respond/>");
        assertThat(payload(gateway.post(ITEMS))).isEqualTo("<o><n/><i>1</i><i>2</i></o>");
    }

    @Test
    void nothing_found_changes_nothing() {
        gateway.withProxy(foreach("expression=\"//none\"", "<drop/>") + "<respond/>");
        assertThat(text(gateway.post(ITEMS))).isEqualTo(ITEMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void answers_of_back_ends_take_the_places_of_the_elements(String parallel) {
        answersXml("<a/>", "<a/>");
        gateway.withProxy(
                foreach("collection=\"${xpath('//i')}\" parallel-execution=\"" + parallel + "\"", CALL) + "<respond/>");
        Response answer = gateway.post(ITEMS);
        assertThat(gateway.problems()).isEmpty();
        assertThat(payload(answer)).isEqualTo("<o><n/><a/><a/></o>");
    }

    @Test
    void answers_in_JSON_take_the_places_of_the_values() {
        answersJson("{\"p\":1}", "{\"p\":1}");
        gateway.withProxy(foreach("collection=\"${payload.o.items}\"", CALL) + "<respond/>");
        assertThat(text(json("{\"o\":{\"items\":[1,2],\"b\":3}}")))
                .isEqualTo("{\"o\":{\"items\":[{\"p\":1},{\"p\":1}],\"b\":3}}");
    }

    @Test
    void an_array_in_a_variable_is_changed_there() {
        answersJson("7", "7");
        gateway.withProxy(foreach(
                        "collection=\"${payload}\" update-original=\"false\" target-variable=\"v\""
                                + " result-content-type=\"JSON\"",
                        "<log/>")
                + foreach("collection=\"${vars.v}\"", CALL)
                + "<header name=\"V\" scope=\"transport\" expression=\"${vars.v}\"/><respond/>");
        Response answer = json("[1,2]");
        assertThat(answer.headers().first("V")).contains("[7,7]");
        assertThat(text(answer)).isEqualTo("[1,2]");
    }

    @Test
    void results_can_be_an_XML_element_in_a_variable() {
        answersXml("<a>1</a>", "<a>1</a>");
        gateway.withProxy(foreach(
                        "collection=\"${xpath('//i')}\" update-original=\"false\" target-variable=\"v\""
                                + " result-content-type=\"XML\" result-enclosing-element=\"all\"",
                        CALL)
                + "<store messageStore=\"A\"/>");
        gateway.post(ITEMS);
        assertThat(gateway.stored("A")
                        .getFirst()
                        .message()
                        .properties()
                        .get(new PropertyName(PropertyScope.VARIABLE, "v")))
                .contains(new PropertyValue.Xml("<all><a>1</a><a>1</a></all>"));
    }

    @Test
    void the_number_of_the_element_is_in_a_variable() {
        gateway.withProxy(foreach(
                "collection=\"${payload}\" parallel-execution=\"false\" counter-variable=\"n\"",
                "<property name=\"seen\" expression=\"${vars.n}\"/><store messageStore=\"A\"/>"));
        assertThat(json("[5,6]").status()).isEqualTo(202);
        assertThat(gateway.stored("A"))
                .extracting(stored -> stored.message().properties().text("seen").orElse(""))
                .containsExactly("0", "1");
    }

    @Test
    void without_aggregation_the_message_goes_on_as_it_is() {
        gateway.withProxy(foreach(
                        "collection=\"${payload}\" continue-without-aggregation=\"true\"",
                        "<store messageStore=\"A\"/>")
                + "<respond/>");
        assertThat(text(json("[5,6]"))).isEqualTo("[5,6]");
        assertThat(gateway.stored("A")).hasSize(2);
    }

    @Test
    void an_element_that_is_dropped_is_left_out() {
        gateway.withProxy(foreach("collection=\"${payload}\"", "<store messageStore=\"A\"/><drop/>") + "<respond/>");
        assertThat(text(json("[5,6]"))).isEqualTo("[]");
        assertThat(gateway.stored("A")).hasSize(2);
    }

    @Test
    void one_that_fails_fails_the_whole_once() {
        answersJson("1");
        gateway.transport().refusesConnection();
        gateway.withProxy(
                foreach("collection=\"${payload}\" parallel-execution=\"false\"", CALL) + "<respond/>",
                "<faultSequence><store messageStore=\"A\"/></faultSequence>");
        assertThat(json("[5,6]").status()).isEqualTo(202);
        assertThat(gateway.stored("A"))
                .singleElement()
                .extracting(stored ->
                        stored.message().properties().text("ERROR_CODE").orElse(""))
                .isEqualTo("101503");
    }

    @Test
    void a_store_that_failed_inside_is_made_good_by_a_store_of_the_handler_outside() {
        gateway.withProxy(
                foreach("collection=\"${payload}\"", "<store messageStore=\"none\"/>"),
                "<faultSequence><store messageStore=\"A\"/></faultSequence>");
        assertThat(json("[5]").status()).isEqualTo(202);
        gateway.withProxy(foreach("collection=\"${payload}\"", "<store messageStore=\"none\"/>"));
        assertThat(json("[5]").status()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void what_is_no_array_is_a_failure() {
        gateway.withProxy(foreach("collection=\"${payload.a}\"", "<log/>") + "<respond/>");
        assertThat(json("{\"a\":1}").status()).isEqualTo(500);
    }

    @Test
    void what_is_wrong_is_reported() {
        gateway.withProxy(foreach("expression=\"//i\"", "<sequence key=\"P\"/><call/>"))
                .withProxy("<foreach expression=\"//i\"/>")
                .withProxy("<foreach/>")
                .withProxy(foreach("expression=\"//i\" parallel-execution=\"true\"", "<log/>"))
                .withProxy(foreach("collection=\"${payload}\" id=\"x\"", "<log/>"))
                .withProxy(foreach("collection=\"${payload}\" counter-variable=\"x\"", "<log/>"))
                .withProxy("<foreach collection=\"${payload}\"/>")
                .withProxy(foreach("collection=\"${payload}\" update-original=\"false\"", "<log/>"))
                .withProxy(foreach(
                        "collection=\"${payload}\" update-original=\"false\" target-variable=\"v\""
                                + " result-content-type=\"XML\"",
                        "<log/>"))
                .withProxy(foreach("collection=\"${array('[1]')}\"", "<log/>"));
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("<call> cannot stand in a <foreach> with expression"))
                .anyMatch(line -> line.contains("neither the attribute nor the child sequence is given"))
                .anyMatch(line -> line.contains("attribute expression is missing"))
                .anyMatch(line -> line.contains("parallel-execution belongs to the form of <foreach> with collection"))
                .anyMatch(line -> line.contains("id belongs to the form of <foreach> with expression"))
                .anyMatch(line -> line.contains("counter-variable needs parallel-execution=\"false\""))
                .anyMatch(line -> line.contains("<sequence> is missing"))
                .anyMatch(line -> line.contains("attribute target-variable is missing"))
                .anyMatch(line -> line.contains("results in XML need the name of an element"))
                .anyMatch(line -> line.contains("its results have no place in the message"));
    }
}
