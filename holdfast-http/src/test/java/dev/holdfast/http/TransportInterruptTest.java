// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.InDoubt;
import dev.holdfast.transport.TransportResult.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An interrupt is a result, and the flag stands afterwards.
class TransportInterruptTest {

    private static final TransportSettings ONE_CONNECTION = TransportSettings.defaults()
            .with(TransportSettings.Connections.defaults().withNumbers(1, 1));

    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch lookingUp = new CountDownLatch(1);
    private final HttpTransport transport = HttpTransport.open(ONE_CONNECTION, TestTime.TIMER, this::lookUp);

    /// What came of a send, and whether the thread was interrupted afterwards.
    record Ending(TransportResult result, boolean flag) {}

    @AfterEach
    void close() {
        never.countDown();
        transport.close();
    }

    @Test
    void a_thread_that_is_interrupted_already_sends_nothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK)) {
            CompletableFuture<Ending> ending = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                Thread.currentThread().interrupt();
                ending.complete(send(server.url()));
            });
            assertNotSent(ending.get());
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void an_interrupt_while_the_answer_is_awaited_leaves_the_request_in_doubt() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        try (ScriptedServer server = holding(received)) {
            CompletableFuture<Ending> ending = new CompletableFuture<>();
            Thread sender = Thread.ofVirtual().start(() -> ending.complete(send(server.url())));
            received.await();
            sender.interrupt();
            assertThat(ending.get().flag()).isTrue();
            assertThat(ending.get().result())
                    .isInstanceOfSatisfying(
                            InDoubt.class,
                            inDoubt -> assertThat(inDoubt.failure().code()).isEqualTo(101509));
        }
    }

    @Test
    void an_interrupt_while_a_connection_is_awaited_sends_nothing() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        try (ScriptedServer server = holding(received)) {
            Thread holder = Thread.ofVirtual().start(() -> send(server.url()));
            received.await();
            CompletableFuture<Ending> ending = new CompletableFuture<>();
            Thread waiter = Thread.ofVirtual().start(() -> ending.complete(send(server.url())));
            TestTime.await("the second waits", () -> waiter.getState() == Thread.State.TIMED_WAITING);
            waiter.interrupt();
            assertNotSent(ending.get());
            holder.interrupt();
            holder.join();
        }
    }

    @Test
    void an_interrupt_while_a_name_is_looked_up_sends_nothing() throws Exception {
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        Thread sender = Thread.ofVirtual().start(() -> ending.complete(send("http://slow.name/")));
        lookingUp.await();
        sender.interrupt();
        assertNotSent(ending.get());
    }

    private Ending send(String url) {
        Request request = new Request(
                "POST", URI.create(url), Headers.empty(), Content.ofText("x", "text/plain"), Duration.ofSeconds(60));
        TransportResult result = transport.exchange(request);
        return new Ending(result, Thread.currentThread().isInterrupted());
    }

    private InetAddress[] lookUp(String host) {
        lookingUp.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new InetAddress[0];
    }

    private static ScriptedServer holding(CountDownLatch received) throws IOException {
        return new ScriptedServer(guest -> {
            guest.readRequest();
            received.countDown();
            guest.stall();
        });
    }

    private static void assertNotSent(Ending ending) {
        assertThat(ending.flag()).isTrue();
        assertThat(ending.result())
                .isInstanceOfSatisfying(
                        NotSent.class,
                        notSent -> assertThat(notSent.failure().code()).isEqualTo(101507));
    }
}
