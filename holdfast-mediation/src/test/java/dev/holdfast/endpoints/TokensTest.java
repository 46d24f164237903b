// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.endpoints;

import static dev.holdfast.endpoints.Sender.json;
import static dev.holdfast.endpoints.Sender.text;
import static dev.holdfast.endpoints.Sender.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.endpoint.SendResult;
import dev.holdfast.logs.LogCapture;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.Response;
import dev.holdfast.transport.TransportResult.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// OAuth: where tokens come from, how long they are used, and what happens without one.
class TokensTest {

    private static final String CLIENT = "<clientId>me</clientId><clientSecret>{get-property('secret')}</clientSecret>"
            + "<tokenUrl>http://auth/token</tokenUrl>";

    private final Sender sender = new Sender();

    private FlowEndpoint endpoint(String grant) {
        return sender.endpoint("<http uri-template=\"http://h/s\"><authentication><oauth>" + grant
                + "</oauth></authentication></http>");
    }

    private FlowEndpoint clientCredentials(String more) {
        return endpoint("<clientCredentials>" + CLIENT + more + "</clientCredentials>");
    }

    private static Response token(String text) {
        return new Response(200, Headers.empty(), Content.ofText(text, "application/json"));
    }

    private SendResult send(FlowEndpoint endpoint) {
        return sender.send(endpoint, with(json("{}"), "secret", "s&cret"));
    }

    @Test
    void aTokenIsGotOnceAndUsedUntilShortlyBeforeItsEnd() {
        FlowEndpoint endpoint = clientCredentials("<scope>a b</scope>");
        sender.gateway().transport().answers(token("{\"access_token\":\"t1\",\"expires_in\":3600}"));
        send(endpoint);
        send(endpoint);
        assertThat(sender.hosts()).containsExactly("auth", "h", "h");
        Request request = sender.gateway().transport().requests().getFirst();
        assertThat(text(request)).isEqualTo("grant_type=client_credentials&scope=a+b");
        assertThat(request.headers().first("Authorization")).hasValue(Credentials.basic("me", "s&cret"));
        assertThat(request.content().type()).hasValue("application/x-www-form-urlencoded");
        assertThat(sender.last().headers().all("Authorization")).containsExactly("Bearer t1");

        sender.gateway().timer().advance(Duration.ofSeconds(3_570));
        sender.gateway().transport().answers(token("{\"access_token\":\"t2\",\"expires_in\":3600}"));
        send(endpoint);
        assertThat(sender.last().headers().all("Authorization")).containsExactly("Bearer t2");
    }

    @Test
    void otherValuesGetAnotherToken() {
        FlowEndpoint endpoint = clientCredentials("");
        sender.gateway().transport().answers(token("{\"access_token\":\"t1\"}"));
        send(endpoint);
        sender.gateway().transport().answers(token("{\"access_token\":\"t2\"}"));
        sender.send(endpoint, with(json("{}"), "secret", "other"));
        assertThat(sender.last().headers().all("Authorization")).containsExactly("Bearer t2");
        send(endpoint);
        assertThat(sender.last().headers().all("Authorization")).containsExactly("Bearer t1");
    }

    @Test
    void aPasswordAndMoreParametersCanBeInTheForm() {
        FlowEndpoint endpoint =
                endpoint("<passwordCredentials>" + CLIENT + "<username>u</username><password>p</password>"
                        + "<authMode>payload</authMode><requestParameters><parameter name=\"audience\">x</parameter>"
                        + "</requestParameters><customHeaders><header name=\"X-Tenant\">t</header></customHeaders>"
                        + "<socketTimeout>700</socketTimeout></passwordCredentials>");
        sender.gateway().transport().answers(token("{\"access_token\":\"t1\"}"));
        send(endpoint);
        Request request = sender.gateway().transport().requests().getFirst();
        assertThat(text(request))
                .isEqualTo("audience=x&client_id=me&client_secret=s%26cret&grant_type=password&password=p&username=u");
        assertThat(request.headers().contains("Authorization")).isFalse();
        assertThat(request.headers().first("X-Tenant")).hasValue("t");
        assertThat(request.timeout()).hasMillis(700);
    }

    @Test
    void aRefreshTokenIsUsedAndTheNextOneKept() {
        FlowEndpoint endpoint =
                endpoint("<authorizationCode>" + CLIENT + "<refreshToken>r0</refreshToken></authorizationCode>");
        sender.gateway()
                .transport()
                .answers(token("{\"access_token\":\"t1\",\"expires_in\":10,\"refresh_token\":\"r1\"}"));
        send(endpoint);
        sender.gateway().timer().advance(Duration.ofSeconds(6));
        sender.gateway().transport().answers(token("{\"access_token\":\"t2\"}"));
        send(endpoint);
        assertThat(sender.gateway().transport().requests())
                .filteredOn(request -> request.target().getHost().equals("auth"))
                .extracting(Sender::text)
                .containsExactly(
                        "grant_type=refresh_token&refresh_token=r0", "grant_type=refresh_token&refresh_token=r1");
    }

    @Test
    void aRefusedTokenIsGotAnewAndTheMessageSentOnceMoreWithTheSameId() {
        FlowEndpoint endpoint = clientCredentials("");
        sender.gateway()
                .transport()
                .answers(token("{\"access_token\":\"t1\"}"))
                .answers(Response.of(401))
                .answers(token("{\"access_token\":\"t2\"}"))
                .answers(Response.of(401));
        assertThat(send(endpoint)).isEqualTo(new SendResult.Refused(Response.of(401)));
        assertThat(sender.hosts()).containsExactly("auth", "h", "auth", "h");
        assertThat(sender.gateway().transport().requests())
                .filteredOn(request -> request.target().getHost().equals("h"))
                .extracting(
                        request -> request.headers().first("Holdfast-Append-Id").orElseThrow())
                .containsOnly(Sender.ID.toString());
    }

    @Test
    void withoutATokenNothingIsSentAndNoSecretIsSaid() {
        FlowEndpoint endpoint = clientCredentials("");
        sender.gateway().transport().answers(Response.of(400));
        try (LogCapture log = new LogCapture("dev.holdfast.endpoints")) {
            assertThat(send(endpoint))
                    .isEqualTo(new SendResult.NotSent(
                            new Failure(303_003, "there is no token from http://auth/token: it answered 400")));
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("cret"));
        }
        assertThat(sender.hosts()).containsExactly("auth");
        assertThat(send(endpoint)).isInstanceOf(SendResult.Suspended.class);
    }

    @Test
    void anAnswerThatIsNoTokenIsAFailure() {
        FlowEndpoint endpoint = clientCredentials("");
        sender.gateway().transport().answers(token("<html/>"));
        assertThat(send(endpoint))
                .isEqualTo(new SendResult.NotSent(
                        new Failure(303_003, "there is no token from http://auth/token: its answer is no JSON")));
    }

    @Test
    void whoWaitsForATokenThatDoesNotComeDoesNotAskAgain() throws InterruptedException {
        FlowEndpoint endpoint = clientCredentials("");
        CountDownLatch hangs = new CountDownLatch(1);
        sender.gateway().transport().answersAfter(hangs, Response.of(503));
        Thread first = Thread.startVirtualThread(() -> send(endpoint));
        while (sender.hosts().isEmpty()) {
            Thread.onSpinWait();
        }
        List<SendResult> results = new CopyOnWriteArrayList<>();
        List<Thread> others = Stream.generate(() -> Thread.startVirtualThread(() -> results.add(send(endpoint))))
                .limit(3)
                .toList();
        while (others.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        hangs.countDown();
        first.join();
        for (Thread other : others) {
            other.join();
        }
        assertThat(sender.hosts()).containsExactly("auth");
        assertThat(results).hasSize(3).allMatch(SendResult.NotSent.class::isInstance);
    }
}
