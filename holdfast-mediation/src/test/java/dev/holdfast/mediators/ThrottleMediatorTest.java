// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.mediators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.mediation.Gateway;
import dev.holdfast.transport.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleMediatorTest {

    private static final String ENVELOPE =
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                    + "<soapenv:Body><a/></soapenv:Body></soapenv:Envelope>";

    private final Gateway gateway = new Gateway().withStore("A", 100);

    private static String throttle(String assertion) {
        return """
                <throttle id="A"><policy><wsp:Policy xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"
                    xmlns:throttle="http://www.wso2.org/products/wso2commons/throttle">
                  <throttle:MediatorThrottleAssertion>%s</throttle:MediatorThrottleAssertion></wsp:Policy></policy>
                  <onAccept><store messageStore="A"/></onAccept>
                  <onReject><property name="HTTP_SC" value="429" scope="axis2"/><respond/></onReject></throttle>""".formatted(assertion);
    }

    private static String rule(String who, String what) {
        return "<wsp:Policy><throttle:ID throttle:type=\"IP\">" + who + "</throttle:ID><wsp:Policy>" + what
                + "</wsp:Policy></wsp:Policy>";
    }

    private static String control(int most, int unit, int prohibited) {
        return "<throttle:Control><wsp:Policy><throttle:MaximumCount>" + most + "</throttle:MaximumCount>"
                + "<throttle:UnitTime>" + unit + "</throttle:UnitTime><throttle:ProhibitTimePeriod>" + prohibited
                + "</throttle:ProhibitTimePeriod></wsp:Policy></throttle:Control>";
    }

    private int post() {
        return gateway.post(ENVELOPE).status();
    }

    @Test
    void a_caller_may_come_so_often_in_a_time_and_waits_longer_when_it_came_too_often() {
        gateway.withProxy(throttle(rule("other", control(2, 1_000, 500))));
        assertThat(gateway.problems()).isEmpty();
        assertThat(post()).isEqualTo(202);
        assertThat(post()).isEqualTo(202);
        assertThat(post()).isEqualTo(429);
        gateway.timer().advance(Duration.ofMillis(1_400));
        assertThat(post()).isEqualTo(429);
        gateway.timer().advance(Duration.ofMillis(100));
        assertThat(post()).isEqualTo(202);
        assertThat(gateway.stored("A")).hasSize(3);
    }

    @Test
    void the_first_rule_that_fits_the_caller_counts() {
        gateway.withProxy(
                throttle(rule("127.0.0.1-127.0.0.9", "<throttle:Allow/>") + rule("other", "<throttle:Deny/>")));
        assertThat(post()).isEqualTo(202);
        gateway.withProxy(throttle(rule("127.0.0.1", "<throttle:Deny/>") + rule("other", "<throttle:Allow/>")));
        assertThat(post()).isEqualTo(429);
    }

    @Test
    void only_so_many_are_under_way_until_their_flows_have_ended() {
        gateway.withProxy(throttle("<throttle:MaximumConcurrentAccess>1</throttle:MaximumConcurrentAccess>")
                .replace(
                        "<store messageStore=\"A\"/>",
                        "<call><endpoint><address uri=\"http://b/\"/></endpoint></call>"));
        CountDownLatch answer = new CountDownLatch(1);
        gateway.transport().answersAfter(answer, Response.of(200));
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(this::post);
        await().until(() -> gateway.transport().requests().size() == 1);
        assertThat(post()).isEqualTo(429);
        answer.countDown();
        assertThat(first.join()).isEqualTo(202);
        assertThat(post()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "IP, 10.1.1.1-10.1.1.30, 10.1.1.30, true",
        "IP, 10.1.1.1-10.1.1.30, 10.1.1.31, false",
        "IP, 10.1.1.1-10.1.1.30, ::1, false",
        "IP, ::1, ::1, true",
        "IP, other, anything, true",
        "DOMAIN, *.example.com, a.example.com, true",
        "DOMAIN, *.example.com, example.com, false",
        "DOMAIN, example.com, Example.com, true"
    })
    void patterns_fit_callers(String type, String pattern, String caller, boolean fits) {
        assertThat(CallerPattern.parse(type, pattern).fits(caller, Optional.of(caller)))
                .isEqualTo(fits);
    }

    @Test
    void what_is_wrong_is_reported_with_what_was_expected() {
        gateway.withProxy("<throttle id=\"A\"/>")
                .withProxy("<throttle id=\"A\"><policy/></throttle>")
                .withProxy(throttle(rule("10.1.1.9-10.1.1.1", "<throttle:Allow/>")))
                .withProxy(throttle(rule("other", control(0, 1, 0))))
                .withProxy(throttle(rule("other", "")));
        assertThat(gateway.problems())
                .anyMatch(line -> line.contains("<policy> is missing"))
                .anyMatch(line -> line.contains("no <MediatorThrottleAssertion>"))
                .anyMatch(line -> line.contains("no range of addresses"))
                .anyMatch(line -> line.contains("<MaximumCount> is '0'; expected a number, 1 or more"))
                .anyMatch(line -> line.contains("one of <Allow>, <Deny> and <Control> is missing"));
    }
}
