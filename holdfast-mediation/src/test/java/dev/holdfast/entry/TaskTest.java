// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.logs.LogCapture;
import dev.holdfast.mediation.FlowSource;
import dev.holdfast.mediation.Gateway;
import dev.holdfast.message.Message;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyScope;
import dev.holdfast.message.PropertyValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTest {

    private static final String INJECTOR = "org.apache.synapse.startup.tasks.MessageInjector";
    private static final String SEQUENCE = property("injectTo", "sequence") + property("sequenceName", "S");
    private static final String XML = "<property name=\"message\"><m xmlns=\"urn:m\">hello</m></property>";
    private static final String ENDPOINT = "<endpoint><address uri=\"http://127.0.0.1:9000\"/></endpoint>";

    private final Gateway gateway = new Gateway();

    private static String property(String name, String value) {
        return "<property name=\"" + name + "\" value=\"" + value + "\"/>";
    }

    private Gateway with(String trigger, String... properties) {
        return gateway.with("<task xmlns=\"http://ws.apache.org/ns/synapse\" name=\"T\" class=\"" + INJECTOR
                + "\" group=\"synapse.simple.quartz\"><trigger " + trigger + "/>" + String.join("", properties)
                + "</task>");
    }

    private Gateway storing() {
        return gateway.with("<sequence name=\"S\"><store messageStore=\"A\"/></sequence>")
                .withStore("A", 1_000);
    }

    private List<FlowSource.Running> start() {
        assertThat(gateway.problems()).isEmpty();
        List<FlowSource.Running> running = gateway.start();
        gateway.timer().settle();
        return running;
    }

    private int stored() {
        return gateway.stored("A").size();
    }

    private static String text(Message message) {
        return new String(message.content().toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void an_interval_is_counted_in_seconds_and_begins_at_once() {
        storing();
        with("interval=\"5\"", SEQUENCE, XML);
        start();
        assertThat(stored()).isEqualTo(1);
        gateway.timer().advance(Duration.ofMillis(4_999));
        assertThat(stored()).isEqualTo(1);
        gateway.timer().advance(Duration.ofSeconds(16));
        assertThat(stored()).isEqualTo(5);
    }

    @ParameterizedTest(name = "{0}: {1} times")
    @CsvSource(
            delimiter = '|',
            value = {
                "interval='1' count='3'|3",
                "interval='1' count='1'|1",
                "once='true'|1",
                "interval='1' count='-1'|11",
                "|1"
            })
    void a_count_ends_it(String trigger, int times) {
        storing();
        with(trigger == null ? "" : trigger, SEQUENCE, XML);
        start();
        gateway.timer().advance(Duration.ofSeconds(10));
        assertThat(stored()).isEqualTo(times);
    }

    @Test
    void a_schedule_of_quartz() {
        storing();
        with("cron=\"0/20 * * * * ?\"", SEQUENCE, XML);
        start();
        assertThat(stored()).isZero();
        gateway.timer().advance(Duration.ofSeconds(60));
        assertThat(stored()).isEqualTo(3);
    }

    @Test
    void stopped_it_makes_no_more_messages() {
        storing();
        with("interval=\"1\"", SEQUENCE, XML);
        List<FlowSource.Running> running = start();
        running.forEach(task -> task.stop(Duration.ofSeconds(1)));
        gateway.timer().advance(Duration.ofSeconds(10));
        assertThat(stored()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "soap11|<m/>|text/xml; charset=UTF-8|<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">",
                "soap12|<m/>|application/soap+xml; charset=UTF-8|<soapenv:Envelope xmlns:soapenv=\"http://www.w3.org/2003/05/soap-envelope\">",
                "|<m/>|application/soap+xml; charset=UTF-8|<soapenv:Envelope xmlns:soapenv=\"http://www.w3.org/2003/05/soap-envelope\">",
                "pox|<m/>|application/xml; charset=UTF-8|<m/>",
                "pox|{\"a\":1}|application/json|{\"a\":1}",
                "pox|hello|text/plain; charset=UTF-8|hello",
            })
    void a_message_is_what_its_text_and_format_make_it(String format, String text, String type, String start) {
        storing();
        gateway.with("<localEntry key=\"m\"><![CDATA[" + text + "]]></localEntry>");
        with("once=\"true\"", SEQUENCE, property("registryKey", "m"), format == null ? "" : property("format", format));
        start();
        Message message = gateway.stored("A").getFirst().message();
        assertThat(message.content().type()).hasValue(type);
        assertThat(text(message)).contains(start);
    }

    @Test
    void a_message_has_the_action_and_address_of_the_task() {
        storing();
        with(
                "once=\"true\"",
                SEQUENCE,
                XML,
                property("soapAction", "urn:a"),
                property("to", "http://x/y"),
                property("format", "get"));
        start();
        Message message = gateway.stored("A").getFirst().message();
        assertThat(message.properties().get(PropertyName.addressing("Action"))).hasValue(PropertyValue.of("urn:a"));
        assertThat(message.properties().get(PropertyName.addressing("To"))).hasValue(PropertyValue.of("http://x/y"));
        assertThat(message.properties().get(new PropertyName(PropertyScope.AXIS2, "HTTP_METHOD")))
                .hasValue(PropertyValue.of("GET"));
        assertThat(message.content().isEmpty()).isTrue();
    }

    @Test
    void a_proxy_takes_it_as_a_request_also_if_it_is_for_inbound_endpoints_only() {
        gateway.with("<proxy name=\"P\"><target><inSequence><log level=\"custom\"><property name=\"via\""
                + " expression=\"get-property('TRANSPORT_IN_NAME')\"/></log><send>" + ENDPOINT
                + "</send></inSequence></target><parameter name=\"inbound.only\">true</parameter></proxy>");
        with(
                "once=\"true\"",
                property("injectTo", "proxy"),
                property("proxyName", "P"),
                XML,
                property("format", "soap11"));
        try (LogCapture log = new LogCapture("org.apache.synapse.mediators.builtin.LogMediator")) {
            start();
            assertThat(log.lines()).containsExactly("INFO {proxy:P} via = local");
        }
        assertThat(gateway.transport().requests()).hasSize(1);
    }

    @Test
    void main_takes_it_where_nothing_else_is_said() {
        gateway.with("<sequence name=\"main\"><store messageStore=\"A\"/></sequence>")
                .withStore("A", 10);
        with("once=\"true\"", XML);
        start();
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void a_message_that_fails_is_in_the_log_and_in_the_ledger() {
        gateway.with("<sequence name=\"S\"><call>" + ENDPOINT + "</call></sequence>");
        gateway.transport().refusesConnection();
        with("once=\"true\"", SEQUENCE, XML);
        try (LogCapture log = new LogCapture("dev.holdfast.mediation.FlowEntry")) {
            start();
            assertThat(log.lines()).hasSize(1);
            String line = log.lines().getFirst();
            assertThat(line)
                    .startsWith("WARNING {task:T} Message ")
                    .endsWith("has failed: Error connecting to the back end");
            String id = line.split(" ", -1)[3];
            assertThat(gateway.history(id)).extracting(LedgerEntry::event).contains(LedgerEntry.Event.DROPPED);
        }
    }

    @Test
    void a_task_that_can_make_no_message_says_so_and_goes_on() {
        storing();
        gateway.with("<localEntry key=\"m\"><![CDATA[<m>]]></localEntry>");
        with("interval=\"1\"", SEQUENCE, property("registryKey", "m"));
        try (LogCapture log = new LogCapture(Task.class.getName())) {
            start();
            gateway.timer().advance(Duration.ofSeconds(1));
            assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("SEVERE Task T has made no message"));
        }
    }

    @Test
    void what_is_wrong_with_a_task_is_said_all_at_once() {
        with(
                "interval=\"0\" cron=\"x\"",
                property("injectTo", "proxi"),
                property("format", "soap13"),
                property("sequential", "perhaps"),
                property("mesage", "x"));
        gateway.with("<task name=\"U\" class=\"com.x.MyTask\"/>");
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("cron stands beside interval"))
                .anyMatch(line -> line.contains("attribute cron is 'x'"))
                .anyMatch(line -> line.contains("injectTo is 'proxi'; expected main, sequence or proxy"))
                .anyMatch(line -> line.contains("format is 'soap13'"))
                .anyMatch(line -> line.contains("sequential is 'perhaps'"))
                .anyMatch(line -> line.contains("property 'mesage' of a task is not known; did you mean 'message'?"))
                .anyMatch(line -> line.contains("neither the property message nor registryKey is given"))
                .anyMatch(line ->
                        line.contains("the class com.x.MyTask (supported is " + INJECTOR + ") is not supported"))
                .anyMatch(line -> line.contains("<trigger> is missing"));
    }
}
