// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import static dev.holdfast.endpoints.Sender.soap;
import static dev.holdfast.endpoints.Sender.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.endpoint.EndpointException;
import dev.holdfast.endpoint.Outbound.SuspensionRule;
import dev.holdfast.endpoint.SendResult;
import dev.holdfast.logs.LogCapture;
import dev.holdfast.message.Headers;
import dev.holdfast.message.PropertyName;
import dev.holdfast.message.PropertyValue;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Failover, load balance and what stands in them.
class GroupsTest {

    private static final String SUSPENDING =
            "<suspendOnFailure><initialDuration>2000</initialDuration></suspendOnFailure>";

    private final Sender sender = new Sender();

    private static String child(String name, String more) {
        return "<endpoint name=\"" + name + "\"><address uri=\"http://" + name + "/s\">" + more
                + "</address></endpoint>";
    }

    private FlowEndpoint failover(String attributes, String... children) {
        return sender.endpoint("<failover " + attributes + ">" + String.join("", children) + "</failover>");
    }

    @Test
    void theNextIsTriedWithTheSameIdAndThePrimaryComesBack() {
        FlowEndpoint group = failover("", child("a", SUSPENDING), child("b", ""));
        sender.gateway().transport().refusesConnection();
        assertThat(sender.send(group, soap())).isInstanceOf(SendResult.Delivered.class);
        assertThat(sender.gateway().transport().requests())
                .extracting(
                        request -> request.headers().first("Holdfast-Append-Id").orElseThrow())
                .containsOnly(Sender.ID.toString());
        sender.send(group, soap());
        sender.gateway().timer().advance(Duration.ofSeconds(2));
        sender.send(group, soap());
        assertThat(sender.hosts()).containsExactly("a", "b", "b", "a");
    }

    @Test
    void notDynamicItStaysWithTheOneThatTookTheLast() {
        FlowEndpoint group = failover("dynamic=\"false\"", child("a", SUSPENDING), child("b", ""));
        sender.gateway().transport().refusesConnection();
        sender.send(group, soap());
        sender.gateway().timer().advance(Duration.ofSeconds(60));
        sender.send(group, soap());
        assertThat(sender.hosts()).containsExactly("a", "b", "b");
    }

    @Test
    void oneDoubtMakesAllOfItDoubtful() {
        FlowEndpoint group = failover("", child("a", ""), child("b", ""));
        sender.gateway().transport().timesOut().refusesConnection();
        assertThat(sender.send(group, soap()))
                .isEqualTo(new SendResult.InDoubt(new Failure(101_503, "Error connecting to the back end")));
    }

    @Test
    void whenNothingWasSentItIsNotSent() {
        FlowEndpoint group = failover("", child("a", ""), child("b", ""));
        sender.gateway().transport().refusesConnection().refusesConnection();
        assertThat(sender.send(group, soap())).isInstanceOf(SendResult.NotSent.class);
        SendResult second = sender.send(group, soap());
        assertThat(second)
                .isEqualTo(new SendResult.Suspended(
                        sender.gateway().timer().instant().plusSeconds(30),
                        new Failure(303_000, "Failover endpoint : E - no ready child endpoints")));
        assertThat(sender.hosts()).hasSize(2);
    }

    @Test
    void aProcessorTriesThroughSuspensionsThatNobodyAskedFor() {
        FlowEndpoint group = failover("", child("a", ""), child("b", ""));
        sender.gateway().transport().refusesConnection().refusesConnection();
        sender.send(group, soap(), SuspensionRule.TRY_THROUGH_DEFAULT);
        assertThat(sender.send(group, soap(), SuspensionRule.TRY_THROUGH_DEFAULT))
                .isInstanceOf(SendResult.Delivered.class);
    }

    @Test
    void aProcessorLosesNoTimeWithOneThatHasFailedWhileAnotherIsReady() {
        FlowEndpoint group = failover("", child("a", ""), child("b", ""));
        sender.gateway().transport().refusesConnection();
        sender.send(group, soap(), SuspensionRule.TRY_THROUGH_DEFAULT);
        sender.send(group, soap(), SuspensionRule.TRY_THROUGH_DEFAULT);
        assertThat(sender.hosts()).containsExactly("a", "b", "b");
        sender.gateway().transport().refusesConnection();
        sender.send(group, soap(), SuspensionRule.TRY_THROUGH_DEFAULT);
        assertThat(sender.hosts()).containsExactly("a", "b", "b", "b", "a");
    }

    @Test
    void anErrorStatusIsAnAnswer() {
        FlowEndpoint group = failover("", child("a", ""), child("b", ""));
        sender.gateway().transport().answers(Response.of(500));
        assertThat(sender.send(group, soap())).isEqualTo(new SendResult.Refused(Response.of(500)));
        assertThat(sender.hosts()).containsExactly("a");
    }

    @Test
    void aFailureThatMustNotBeRetriedEndsIt() {
        String never = "<retryConfig><disabledErrorCodes>101503</disabledErrorCodes></retryConfig>";
        FlowEndpoint group = failover("", child("a", never), child("b", ""));
        sender.gateway().transport().refusesConnection();
        try (LogCapture log = new LogCapture(FailoverEndpoint.class.getName())) {
            assertThat(sender.send(group, soap())).isInstanceOf(SendResult.NotSent.class);
            assertThat(log.lines())
                    .containsExactly(
                            "WARNING [E] Detect a Failure in a child endpoint : Endpoint [a]",
                            "WARNING Failover endpoint : E - one of the child endpoints encounterd a non-retry error,"
                                    + " not sending message to another endpoint");
        }
        assertThat(sender.hosts()).containsExactly("a");
    }

    @Test
    void onlyEnabledFailuresAreRetried() {
        String timeouts = "<retryConfig><enabledErrorCodes>101504,101505</enabledErrorCodes></retryConfig>";
        FlowEndpoint group = failover("", child("a", timeouts + SUSPENDING), child("b", ""));
        sender.gateway().transport().timesOut();
        assertThat(sender.send(group, soap())).isInstanceOf(SendResult.Delivered.class);
        sender.gateway().timer().advance(Duration.ofSeconds(2));
        sender.gateway().transport().refusesConnection();
        assertThat(sender.send(group, soap())).isInstanceOf(SendResult.NotSent.class);
    }

    @Test
    void aChildThatStaysReadyIsTriedOnce() {
        String never = "<suspendOnFailure><errorCodes>-1</errorCodes></suspendOnFailure>";
        FlowEndpoint group = failover("", child("a", never), child("b", never));
        sender.gateway().transport().refusesConnection().refusesConnection();
        assertThat(sender.send(group, soap())).isInstanceOf(SendResult.NotSent.class);
        assertThat(sender.hosts()).containsExactly("a", "b");
    }

    @Test
    void groupsStandInGroups() {
        FlowEndpoint group = failover(
                "",
                child("a", ""),
                "<endpoint name=\"inner\"><loadbalance>" + child("b", "") + child("c", "")
                        + "</loadbalance></endpoint>");
        sender.gateway().transport().refusesConnection();
        sender.send(group, soap());
        sender.send(group, soap());
        assertThat(sender.hosts()).containsExactly("a", "b", "c");
    }

    @Test
    void aReferenceThatNamesNothingIsAFailureLikeAnother() {
        FlowEndpoint group = failover("", "<endpoint key-expression=\"get-property('where')\"/>", child("b", ""));
        assertThat(sender.send(group, with(soap(), "where", "nowhere"))).isInstanceOf(SendResult.Delivered.class);
        assertThat(sender.hosts()).containsExactly("b");
    }

    @Test
    void endpointsThatReferToEachOtherEndSomewhere() {
        sender.endpoint("A", "key=\"B\"", "");
        FlowEndpoint b = sender.endpoint("B", "key=\"A\"", "");
        assertThatExceptionOfType(EndpointException.class)
                .isThrownBy(() -> sender.send(b, soap()))
                .withMessageContaining("refer to each other");
    }

    @Test
    void theTurnGoesRoundAmongThoseThatAreReady() {
        FlowEndpoint group = sender.endpoint(
                "<loadbalance>" + child("a", "") + child("b", SUSPENDING) + child("c", "") + "</loadbalance>");
        sender.send(group, soap());
        sender.gateway().transport().refusesConnection();
        for (int i = 0; i < 4; i++) {
            sender.send(group, soap());
        }
        assertThat(sender.hosts()).containsExactly("a", "b", "c", "c", "a", "c");
    }

    @Test
    void withoutFailoverAFailureIsAFailure() {
        FlowEndpoint group = sender.endpoint(
                "<loadbalance failover=\"false\">" + child("a", "") + child("b", "") + "</loadbalance>");
        sender.gateway().transport().refusesConnection();
        assertThat(sender.send(group, soap())).isInstanceOf(SendResult.NotSent.class);
        assertThat(sender.send(group, soap())).isInstanceOf(SendResult.Delivered.class);
        assertThat(sender.hosts()).containsExactly("a", "b");
    }

    @Test
    void weightsSayHowManyInARow() {
        String weight = "<property name=\"loadbalance.weight\" value=\"2\"/>";
        FlowEndpoint group =
                sender.endpoint("<loadbalance algorithm=\"org.apache.synapse.endpoints.algorithms.WeightedRoundRobin\">"
                        + child("a", "").replace("</endpoint>", weight + "</endpoint>")
                        + child("b", "") + "</loadbalance>");
        for (int i = 0; i < 6; i++) {
            sender.send(group, soap());
        }
        assertThat(sender.hosts()).containsExactly("a", "a", "b", "a", "a", "b");
    }

    @Test
    void membersGetThePathOfTheMessage() {
        FlowEndpoint group = sender.endpoint("<loadbalance><member hostName=\"a\" httpPort=\"91\" httpsPort=\"92\"/>"
                + "<member hostName=\"b\" httpsPort=\"93\"/></loadbalance>");
        PropertyName to = PropertyName.addressing("To");
        sender.send(
                group, soap().withProperties(soap().properties().with(to, PropertyValue.of("https://gone:1/x/y?z=1"))));
        sender.send(group, soap().withProperties(soap().properties().with(to, PropertyValue.of("https://gone:1/x"))));
        assertThat(sender.gateway().transport().requests())
                .extracting(Request::target)
                .asString()
                .isEqualTo(List.of("https://a:92/x/y?z=1", "https://b:93/x").toString());
    }

    @Test
    void aSessionStaysWithTheChildThatBeganIt() {
        FlowEndpoint group = sender.endpoint("<session type=\"http\"><sessionTimeout>60000</sessionTimeout></session>"
                + "<loadbalance>" + child("a", SUSPENDING) + child("b", "") + "</loadbalance>");
        sender.gateway().transport().answers(Response.of(200).with("Set-Cookie", "JSESSIONID=s1; Path=/; HttpOnly"));
        sender.send(group, soap());
        var inSession = soap().withHeaders(Headers.of("Cookie", "x=y; JSESSIONID=s1"));
        sender.send(group, inSession);
        sender.send(group, inSession);
        assertThat(sender.hosts()).containsExactly("a", "a", "a");

        sender.gateway().transport().refusesConnection();
        assertThat(sender.send(group, inSession)).isInstanceOf(SendResult.NotSent.class);
        assertThat(sender.send(group, inSession))
                .isInstanceOfSatisfying(
                        SendResult.Suspended.class,
                        suspended -> assertThat(suspended.failure().code()).isEqualTo(309_001));

        sender.gateway().timer().advance(Duration.ofMinutes(2));
        sender.send(group, inSession);
        assertThat(sender.hosts().getLast()).isEqualTo("b");
    }
}
