// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.ListenerSettings.Limits;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What many requests may take together, and that it is given back.
class ListenerLimitTest {

    private final Semaphore release = new Semaphore(0);
    private final TestListener listener = TestListener.with(
            settings ->
                    settings.with(Limits.defaults().withBodies(40_000, 100_000).withNumbers(4, 6)),
            this::hold);

    @AfterEach
    void close() {
        release.release(1_000);
        listener.close();
    }

    @Test
    void bodies_beyond_the_bytes_in_flight_are_refused_before_they_are_read_until_a_handler_ends() throws IOException {
        List<RawClient> holders = hold(2, 40_000);
        assertThat(listener.listener().counts().bodyBytes()).isEqualTo(80_000);
        try (RawClient next = listener.connect()) {
            next.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 20001\r\n\r\n");
            RawClient.Answer refusal = next.receive();
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.field("Retry-After")).contains("1");
        }
        assertThat(listener.refused(Refusal.TOO_MANY_BYTES)).isEqualTo(1);
        release.release();
        TestTime.await("room for more", () -> listener.listener().counts().bodyBytes() == 40_000);
        List<RawClient> more = hold(1, 40_000);
        answerAll(holders, more);
        assertThat(listener.listener().counts().bodyBytes()).isZero();
    }

    @Test
    void chunked_bodies_take_only_the_room_that_they_need() throws IOException {
        List<RawClient> holders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String chunks = "5\r\nhello\r\n0\r\n\r\n";
            holders.add(listener.connect()
                    .send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks));
        }
        TestTime.await("three handlers", () -> listener.seen().size() == 3);
        assertThat(listener.listener().counts().bodyBytes()).isLessThanOrEqualTo(3 * 8_192);
        answerAll(holders, List.of());
    }

    @Test
    void a_chunked_body_that_outgrows_the_bytes_in_flight_is_refused_while_it_is_read() throws IOException {
        List<RawClient> holders = hold(2, 40_000);
        try (RawClient next = listener.connect()) {
            next.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n7530\r\n" + "x".repeat(30_000));
            assertThat(next.receive().status()).isEqualTo(503);
        }
        TestTime.await(
                "the room is given back", () -> listener.listener().counts().bodyBytes() == 80_000);
        answerAll(holders, List.of());
    }

    @Test
    void requests_beyond_the_limit_are_refused_until_one_is_answered() throws IOException {
        List<RawClient> holders = hold(4, 1);
        try (RawClient next = listener.connect()) {
            next.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            RawClient.Answer refusal = next.receive();
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.field("Retry-After")).contains("1");
        }
        assertThat(listener.refused(Refusal.TOO_MANY_REQUESTS)).isEqualTo(1);
        release.release();
        TestTime.await("one is answered", () -> listener.listener().counts().requests() == 3);
        answerAll(holders, hold(1, 1));
    }

    @Test
    void connections_beyond_the_limit_are_told_so_until_one_ends() throws IOException {
        List<RawClient> idle = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            idle.add(listener.connect());
        }
        TestTime.await("six connections", () -> listener.listener().counts().connections() == 6);
        try (RawClient next = listener.connect()) {
            RawClient.Answer refusal = next.receive();
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.field("Retry-After")).contains("1");
        }
        assertThat(listener.refused(Refusal.TOO_MANY_CONNECTIONS)).isEqualTo(1);
        idle.removeFirst().close();
        TestTime.await("five connections", () -> listener.listener().counts().connections() == 5);
        answerAll(hold(1, 1), List.of());
        for (RawClient client : idle) {
            client.close();
        }
    }

    @Test
    void counts_say_what_was_answered() throws IOException {
        release.release(3);
        try (RawClient client = listener.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                                .receive()
                                .status())
                        .isEqualTo(202);
            }
            assertThat(client.send("nonsense\r\n").receive().status()).isEqualTo(400);
        }
        TestTime.await("the connection ends", () -> listener.listener().counts().connections() == 0);
        ListenerCounts counts = listener.listener().counts();
        assertThat(counts.answers()).containsEntry(2, 3L).containsEntry(4, 1L).containsEntry(5, 0L);
        assertThat(counts.refused()).containsEntry(Refusal.MALFORMED, 1L);
        assertThat(counts.requests()).isZero();
    }

    private Response hold(InboundRequest request) {
        release.acquireUninterruptibly();
        return Response.of(202);
    }

    private List<RawClient> hold(int count, int bytes) throws IOException {
        int before = listener.seen().size();
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(listener.connect()
                    .send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + bytes + "\r\n\r\n" + "x".repeat(bytes)));
        }
        TestTime.await("handlers at work", () -> listener.seen().size() == before + count);
        return clients;
    }

    private void answerAll(List<RawClient> some, List<RawClient> others) throws IOException {
        release.release(1_000);
        List<RawClient> all = new ArrayList<>(some);
        all.addAll(others);
        for (RawClient client : all) {
            assertThat(client.receive().status()).isEqualTo(202);
            client.close();
        }
    }
}
