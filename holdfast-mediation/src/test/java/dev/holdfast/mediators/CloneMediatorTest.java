// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Content;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloneMediatorTest {

    private static final String ENVELOPE =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                    + "<soapenv:Body><a><b>7</b></a></soapenv:Body></soapenv:Envelope>";
    private static final String TO_BOTH = "<clone><target sequence=\"first\"/><target sequence=\"second\"/></clone>";

    private final Gateway gateway = new Gateway().withStore("A", 10).withStore("B", 10);

    private void sequence(String name, String onError, String mediators) {
        String attribute = onError.isEmpty() ? "" : " onError=\"" + onError + "\"";
        gateway.with("<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"" + name + "\"" + attribute + ">"
                + mediators + "</sequence>");
    }

    private static String call(String host) {
        return "<call><endpoint><address uri=\"http://" + host + "/\"/></endpoint></call>";
    }

    private List<String> hosts() {
        return gateway.transport().requests().stream()
                .map(Request::target)
                .map(uri -> uri.getHost())
                .sorted()
                .toList();
    }

    @Test
    void each_target_gets_a_copy_of_its_own_with_its_place_and_the_id_of_the_whole() {
        sequence("first", "", "<property name=\"p\" value=\"1\"/><store messageStore=\"A\"/>");
        sequence("second", "", "<property name=\"q\" value=\"2\"/><store messageStore=\"B\"/>");
        gateway.withProxy("<property name=\"before\" value=\"0\"/>" + TO_BOTH + "<drop/>");

        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);

        assertThat(gateway.problems()).isEmpty();
        var first = gateway.stored("A").getFirst().message().properties();
        var second = gateway.stored("B").getFirst().message().properties();
        assertThat(first.text("p")).contains("1");
        assertThat(first.text("q")).isEmpty();
        assertThat(second.text("before")).contains("0");
        assertThat(List.of(first.text("messageSequence"), second.text("messageSequence")))
                .containsExactly(java.util.Optional.of("0/2"), java.util.Optional.of("1/2"));
        assertThat(first.text("aggregateCorelation"))
                .isPresent()
                .isEqualTo(second.text("aggregateCorelation"))
                .isNotEqualTo(first.get(PropertyName.addressing("MessageID")).map(PropertyValue::asText));
    }

    @Test
    void what_fails_in_one_copy_is_handled_there_and_the_other_does_not_notice() {
        sequence("first", "keep", call("one") + "<store messageStore=\"B\"/>");
        sequence("second", "", "<store messageStore=\"B\"/>");
        sequence("keep", "", "<store messageStore=\"A\"/>");
        gateway.transport().refusesConnection();
        gateway.withProxy(TO_BOTH);

        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);

        assertThat(gateway.stored("A")).hasSize(1);
        assertThat(gateway.stored("B")).hasSize(1);
    }

    @Test
    void a_copy_whose_fault_nobody_handles_is_not_answered_with_202() {
        sequence("first", "", call("one"));
        sequence("second", "", "<store messageStore=\"B\"/>");
        gateway.transport().refusesConnection();
        gateway.withProxy(TO_BOTH);

        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(500);
    }

    @Test
    void a_success_that_one_copy_answers_does_not_hide_that_another_is_lost() {
        gateway.withProxy("<clone continueParent=\"true\"><target><sequence>"
                + "<store messageStore=\"none\"/></sequence></target></clone><respond/>");
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(500);
    }

    @Test
    void the_ledger_says_that_an_artifact_dropped_a_copy_and_by_which_sequence() {
        sequence("first", "forget", "<property name=\"OUT_ONLY\" type=\"BOOLEAN\" value=\"true\"/>" + call("one"));
        sequence("forget", "", "<drop/>");
        gateway.transport().answers(Response.of(503));
        gateway.withProxy("<clone><target sequence=\"first\"/></clone>");

        Response answer = gateway.post(ENVELOPE);

        assertThat(answer.status()).isEqualTo(202);
        List<LedgerEntry> history = gateway.history(answer);
        assertThat(history).extracting(LedgerEntry::event).containsExactly(Event.ATTEMPTED, Event.DROPPED);
        assertThat(history.getFirst().detail().status()).isEqualTo(503);
        assertThat(history.getLast().detail().text()).contains("forget").contains("503");
    }

    @Test
    void the_ledger_says_that_a_flow_was_accepted_and_put_the_message_nowhere() {
        gateway.withProxy("<log/>");
        Response answer = gateway.post(ENVELOPE);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(gateway.history(answer)).extracting(LedgerEntry::event).containsExactly(Event.DROPPED);
        gateway.withProxy("<store messageStore=\"A\"/>");
        assertThat(gateway.history(gateway.post(ENVELOPE)))
                .extracting(LedgerEntry::event)
                .containsExactly(Event.STORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " sequential=\"true\""})
    void a_copy_in_which_a_back_end_answered_goes_on_behind_the_clone(String how) {
        gateway.with("<sequence xmlns=\"http://ws.apache.org/ns/synapse\" name=\"inner\"><clone" + how + "><target>"
                + "<sequence>" + call("one") + "</sequence></target><target><sequence>" + call("two")
                + "</sequence></target></clone><store messageStore=\"A\"/></sequence>");
        gateway.withProxy("<sequence key=\"inner\"/><store messageStore=\"B\"/>");

        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);

        assertThat(hosts()).containsExactly("one", "two");
        assertThat(gateway.stored("A")).hasSize(2);
        assertThat(gateway.stored("B")).hasSize(2);
    }

    @Test
    void with_continueParent_the_sequence_goes_on_with_the_message_itself() {
        gateway.withProxy("<clone continueParent=\"true\"><target><sequence><store messageStore=\"A\"/></sequence>"
                + "</target></clone><store messageStore=\"B\"/><respond/>");
        Response answer = gateway.post(ENVELOPE);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.content()).isEqualTo(Content.ofText(ENVELOPE, "text/xml"));
        assertThat(gateway.stored("A")).hasSize(1);
        assertThat(gateway.stored("B")).hasSize(1);
    }

    @Test
    void one_target_can_get_many_copies_and_not_more_than_the_limit() {
        gateway.withProxy("<clone iterations=\"{$trp:Copies}\"><target><sequence><store messageStore=\"A\"/></sequence>"
                + "</target></clone>");
        assertThat(gateway.post(ENVELOPE, "Copies", "3").status()).isEqualTo(202);
        assertThat(gateway.stored("A"))
                .extracting(stored -> stored.message()
                        .properties()
                        .text("CLONED_ITERATION_INDEX")
                        .orElse(""))
                .containsExactlyInAnyOrder("0", "1", "2");
        assertThat(gateway.post(ENVELOPE, "Copies", "10001").status()).isEqualTo(500);
        assertThat(gateway.post(ENVELOPE, "Copies", "many").status()).isEqualTo(500);
        assertThat(gateway.stored("A")).hasSize(3);
    }

    @Test
    void a_failed_copy_can_stop_those_that_would_have_come_after_it() {
        gateway.withProxy("<property name=\"STOP_TARGET_EXECUTION_ON_FAILURE\" value=\"true\"/>"
                + "<clone sequential=\"true\" continueParent=\"true\"><target><sequence onError=\"keep\">"
                + call("one") + "</sequence></target><target><sequence>" + call("two")
                + "</sequence></target></clone>"
                + "<property name=\"seen\" expression=\"$ctx:ERROR_ON_TARGET_EXECUTION\"/>"
                + "<store messageStore=\"A\"/>");
        sequence("keep", "", "<store messageStore=\"B\"/>");
        gateway.transport().refusesConnection();
        assertThat(gateway.post(ENVELOPE).status()).isEqualTo(202);
        assertThat(hosts()).containsExactly("one");
        assertThat(gateway.stored("A").getFirst().message().properties().text("seen"))
                .contains("true");
        assertThat(gateway.stored("B")).hasSize(1);
    }

    @Test
    void what_is_wrong_is_reported_with_its_line() {
        gateway.withProxy("<clone/>")
                .withProxy("<clone><target/></clone>")
                .withProxy("<clone iterations=\"2\"><target to=\"a\"/><target to=\"b\"/></clone>")
                .withProxy("<clone><target to=\"a\"><log/></target></clone>");
        assertThat(gateway.problems())
                .hasSize(4)
                .anyMatch(line -> line.contains("<clone> has no target"))
                .anyMatch(line -> line.contains("needs one of sequence, endpoint and to"))
                .anyMatch(line -> line.contains("iterations is for one target; there are 2"))
                .anyMatch(line -> line.contains("<log> directly in a <target> does nothing"));
    }
}
