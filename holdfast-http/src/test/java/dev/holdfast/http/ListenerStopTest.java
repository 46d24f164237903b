// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.http.HttpListener.CutOff;
import dev.holdfast.transport.InboundRequest;
import dev.holdfast.transport.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Stopping: nothing new, an end for what has begun, and the truth about the rest.
class ListenerStopTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final CountDownLatch atWork = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private final TestListener listener = TestListener.answering(this::handle);

    @AfterEach
    void close() {
        release.countDown();
        listener.close();
    }

    @Test
    void a_request_that_has_begun_is_finished_and_its_client_told_that_the_connection_ends() throws Exception {
        try (RawClient client = listener.connect()) {
            client.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
            atWork.await();
            CompletableFuture<List<CutOff>> stopped = stop(LONG);
            awaitPortClosed();
            release.countDown();
            assertThat(client.receiveRest()).startsWith("HTTP/1.1 202").contains("Connection: close\r\n");
            client.hangUp();
            assertThat(stopped.get()).isEmpty();
        }
    }

    @Test
    void a_request_that_is_coming_in_is_received_and_answered() throws Exception {
        try (RawClient client = listener.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
            TestTime.await(
                    "the request has begun", () -> listener.listener().counts().requests() == 1);
            CompletableFuture<List<CutOff>> stopped = stop(LONG);
            awaitPortClosed();
            client.send("+other");
            assertThat(client.receiveRest()).startsWith("HTTP/1.1 202").contains("Connection: close\r\n");
            client.hangUp();
            assertThat(stopped.get()).isEmpty();
        }
    }

    @Test
    void connections_without_a_request_end_at_once() throws Exception {
        try (RawClient fresh = listener.connect();
                RawClient kept = listener.connect()) {
            assertThat(kept.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").receive().status())
                    .isEqualTo(202);
            TestTime.await("two connections", () -> listener.listener().counts().connections() == 2);
            assertThat(listener.listener().stop(LONG)).isEmpty();
            assertThat(fresh.receiveRest()).isEmpty();
            assertThat(kept.receiveRest()).isEmpty();
        }
    }

    @Test
    void what_is_not_finished_within_the_limit_is_cut_off_and_named() throws Exception {
        try (RawClient slow = listener.connect();
                RawClient half = listener.connect()) {
            slow.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
            half.send("POST /half HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
            atWork.await();
            TestTime.await("both have begun", () -> listener.listener().counts().requests() == 2);
            assertThat(listener.listener().stop(Duration.ofMillis(100)))
                    .containsExactlyInAnyOrder(
                            new CutOff(CutOff.Stage.HANDLED, "GET", "/slow"),
                            new CutOff(CutOff.Stage.RECEIVED, "POST", "/half"));
            assertThatThrownBy(half::receive).isInstanceOf(IOException.class);
            assertThatThrownBy(slow::receive).isInstanceOf(IOException.class);
            assertThat(listener.seen()).extracting(InboundRequest::path).containsExactly("/slow");
        }
    }

    @Test
    void a_handler_that_is_cut_off_is_not_interrupted() throws Exception {
        try (RawClient client = listener.connect()) {
            client.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
            atWork.await();
            assertThat(listener.listener().stop(Duration.ZERO)).hasSize(1);
            release.countDown();
            assertThat(interrupted.get()).isFalse();
        }
    }

    @Test
    void stopping_twice_is_stopping_once() {
        assertThat(listener.listener().stop(LONG)).isEmpty();
        assertThat(listener.listener().stop(LONG)).isEmpty();
    }

    private Response handle(InboundRequest request) {
        if (request.path().equals("/slow")) {
            atWork.countDown();
            boolean flag = false;
            try {
                release.await();
            } catch (InterruptedException e) {
                flag = true;
            }
            interrupted.complete(flag);
        }
        return Response.of(202);
    }

    private CompletableFuture<List<CutOff>> stop(Duration limit) {
        CompletableFuture<List<CutOff>> stopped = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> stopped.complete(listener.listener().stop(limit)));
        return stopped;
    }

    private void awaitPortClosed() throws IOException {
        TestTime.await("the port is closed", () -> {
            try (RawClient late = listener.connect()) {
                return late.in() == null;
            } catch (IOException e) {
                return true;
            }
        });
    }
}
