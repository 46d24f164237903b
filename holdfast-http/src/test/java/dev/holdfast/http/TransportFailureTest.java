// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.http.ScriptedServer.Script;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.transport.Request;
import dev.holdfast.transport.TransportResult;
import dev.holdfast.transport.TransportResult.Answered;
import dev.holdfast.transport.TransportResult.InDoubt;
import dev.holdfast.transport.TransportResult.NotSent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a send that gets no answer is taken for: not sent only where nothing can have left.
class TransportFailureTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int MEBIBYTE = 1 << 20;

    private final HttpTransport transport = HttpTransport.open(TransportSettings.defaults(), TestTime.TIMER);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void a_refused_connection_is_not_sent() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertNotSent(transport.exchange(post("http://127.0.0.1:" + free + "/", 10, LONG)), 101503);
    }

    @Test
    void a_name_that_nobody_knows_is_not_sent() {
        try (HttpTransport nowhere = withNames(host -> {
            throw new UnknownHostException(host);
        })) {
            assertNotSent(nowhere.exchange(post("http://no.such.host/", 10, LONG)), 101503);
        }
    }

    @Test
    void a_name_server_that_is_silent_costs_no_more_than_the_time_of_the_request() {
        CountDownLatch never = new CountDownLatch(1);
        try (HttpTransport silent = withNames(host -> {
            awaitUninterruptibly(never);
            return new InetAddress[0];
        })) {
            Duration taken = TestTime.of(() ->
                    assertNotSent(silent.exchange(post("http://slow.name/", 10, Duration.ofMillis(200))), 101508));
            assertThat(taken).isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
        } finally {
            never.countDown();
        }
    }

    @Test
    void a_receiver_that_takes_no_connection_in_time_is_not_sent() throws IOException {
        TransportSettings.Connections hasty =
                TransportSettings.Connections.defaults().withConnectTimeout(Duration.ofMillis(200));
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpTransport impatient =
                        HttpTransport.open(TransportSettings.defaults().with(hasty), TestTime.TIMER)) {
            List<Socket> waiting = fillBacklog(full);
            String url = "http://127.0.0.1:" + full.getLocalPort() + "/";
            assertNotSent(impatient.exchange(post(url, 10, LONG)), 101508);
            assertNotSent(transport.exchange(post(url, 10, Duration.ofMillis(300))), 101508);
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void a_request_that_gets_no_connection_of_the_pool_in_time_is_not_sent() throws Exception {
        TransportSettings.Connections one =
                TransportSettings.Connections.defaults().withNumbers(1, 1);
        CountDownLatch held = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(guest -> {
                    guest.readRequest();
                    held.countDown();
                    guest.stall();
                });
                HttpTransport narrow =
                        HttpTransport.open(TransportSettings.defaults().with(one), TestTime.TIMER)) {
            Thread holder = Thread.ofVirtual().start(() -> narrow.exchange(post(server.url(), 10, LONG)));
            held.await();
            assertNotSent(narrow.exchange(post(server.url(), 10, Duration.ofMillis(200))), 101508);
            holder.interrupt();
            holder.join();
        }
    }

    @Test
    void a_kept_connection_that_was_reset_before_the_request_is_not_sent() throws Exception {
        CountDownLatch reset = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.readRequest();
            guest.write(ScriptedServer.OK);
            guest.reset();
            reset.countDown();
        })) {
            assertThat(transport.exchange(post(server.url(), 10, LONG))).isInstanceOf(Answered.class);
            reset.await();
            assertNotSent(transport.exchange(post(server.url(), 10, LONG)), 101500);
        }
    }

    @Test
    void a_kept_connection_that_was_closed_long_ago_is_replaced() throws IOException {
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.readRequest();
            guest.write(ScriptedServer.OK);
        })) {
            assertThat(transport.exchange(post(server.url(), 10, LONG))).isInstanceOf(Answered.class);
            TestTime.pass(Duration.ofMillis(400));
            assertThat(transport.exchange(post(server.url(), 10, LONG))).isInstanceOf(Answered.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    static Stream<Named<Breach>> breaches() {
        return Stream.of(
                breach("closed at once", 10, 101505, guest -> {}),
                breach("read, then reset", 10, 101501, guest -> {
                    guest.readRequest();
                    guest.reset();
                }),
                breach("read, then closed", 10, 101505, ScriptedServer.Guest::readRequest),
                breach("lines that are no HTTP", 10, 101506, replying("garbage\r\nmore\r\nand more\r\n\r\n")),
                breach("a line that does not end", 10, 101506, replying("garbage".repeat(5_000))),
                breach("a status that is no number", 10, 101506, replying("HTTP/1.1 abc OK\r\n\r\n\r\n")),
                breach("a field longer than allowed", 10, 101506, replying(withField("b".repeat(17_000)))),
                breach("more fields than allowed", 10, 101506, replying(withFields(201))),
                breach("a head that breaks off", 10, 101506, replying("HTTP/1.1 200 OK\r\nContent-Le")),
                breach(
                        "two lengths",
                        10,
                        101506,
                        replying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc")),
                breach("another protocol", 10, 101506, replying("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n")));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void what_breaks_off_after_bytes_have_left_is_in_doubt(Breach breach) throws IOException {
        try (ScriptedServer server = new ScriptedServer(breach.script())) {
            assertInDoubt(transport.exchange(post(server.url(), breach.bytes(), LONG)), breach.code());
        }
    }

    @Test
    void a_body_of_which_half_was_read_is_in_doubt() throws IOException {
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.readHead();
            guest.in().readNBytes(MEBIBYTE / 2);
        })) {
            assertThat(transport.exchange(post(server.url(), MEBIBYTE, LONG))).isInstanceOf(InDoubt.class);
        }
    }

    @Test
    void a_request_without_an_answer_in_time_is_in_doubt() throws IOException {
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.readRequest();
            guest.stall();
        })) {
            assertTimesOut(server, 10);
        }
    }

    @Test
    void a_receiver_that_stops_reading_a_large_body_is_in_doubt_when_the_time_is_over() throws IOException {
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.readHead();
            guest.in().readNBytes(MEBIBYTE / 2);
            guest.stall();
        })) {
            assertTimesOut(server, 20 * MEBIBYTE);
        }
    }

    @Test
    void a_head_that_comes_drop_by_drop_is_in_doubt_when_the_time_is_over() throws IOException {
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.readRequest();
            guest.write("HTTP/1.1 200 OK\r\nX-Long: ");
            guest.dripForever("x");
        })) {
            assertTimesOut(server, 10);
        }
    }

    @Test
    void endless_interim_answers_are_in_doubt_when_the_time_is_over() throws IOException {
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.readRequest();
            guest.dripForever("HTTP/1.1 100 Continue\r\n\r\n");
        })) {
            assertTimesOut(server, 10);
        }
    }

    @Test
    void a_closed_transport_sends_nothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.OK)) {
            transport.close();
            assertThat(transport.exchange(post(server.url(), 10, LONG))).isInstanceOf(NotSent.class);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void a_request_under_way_when_the_transport_is_closed_is_in_doubt() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(guest -> {
            guest.readRequest();
            received.countDown();
            guest.stall();
        })) {
            List<TransportResult> results = new ArrayList<>();
            Thread sender =
                    Thread.ofVirtual().start(() -> results.add(transport.exchange(post(server.url(), 10, LONG))));
            received.await();
            transport.close();
            sender.join();
            assertThat(results).singleElement().isInstanceOf(InDoubt.class);
        }
    }

    static Stream<Named<Request>> impossible() {
        return Stream.of(
                Named.of("another scheme", post("ftp://127.0.0.1/", 1, LONG)),
                Named.of("no such port", post("http://127.0.0.1:70000/", 1, LONG)),
                Named.of("a password in the target", post("http://me:secret@127.0.0.1:9/", 1, LONG)),
                Named.of("no method", method("")),
                Named.of("a method that would end the line", method("GET / HTTP/1.1\r\nX:")));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void what_cannot_be_sent_is_not_sent_and_the_reason_is_one_line_without_secrets(Request request) {
        assertThat(transport.exchange(request))
                .isInstanceOfSatisfying(
                        NotSent.class,
                        notSent -> assertThat(notSent.failure().message()).doesNotContain("\n", "\r", "secret"));
    }

    /// Something that a receiver does, and the code that it has.
    record Breach(int bytes, int code, Script script) {}

    private static Named<Breach> breach(String name, int bytes, int code, Script script) {
        return Named.of(name, new Breach(bytes, code, script));
    }

    private static Script replying(String answer) {
        return guest -> {
            guest.readRequest();
            guest.write(answer);
        };
    }

    private static String withField(String value) {
        return "HTTP/1.1 200 OK\r\nX-A: " + value + "\r\n\r\n";
    }

    private static String withFields(int count) {
        return "HTTP/1.1 200 OK\r\n" + "X-A: b\r\n".repeat(count) + "\r\n";
    }

    private void assertTimesOut(ScriptedServer server, int bytes) {
        Duration taken = TestTime.of(
                () -> assertInDoubt(transport.exchange(post(server.url(), bytes, Duration.ofMillis(400))), 101504));
        assertThat(taken).isBetween(Duration.ofMillis(400), Duration.ofSeconds(10));
    }

    private static void assertNotSent(TransportResult result, int code) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        NotSent.class,
                        notSent -> assertThat(notSent.failure().code())
                                .as(notSent.toString())
                                .isEqualTo(code));
    }

    private static void assertInDoubt(TransportResult result, int code) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        InDoubt.class,
                        inDoubt -> assertThat(inDoubt.failure().code())
                                .as(inDoubt.toString())
                                .isEqualTo(code));
    }

    private static HttpTransport withNames(NameLookup.SystemLookup names) {
        return HttpTransport.open(TransportSettings.defaults(), TestTime.TIMER, names);
    }

    private static Request post(String url, int bytes, Duration timeout) {
        Content content = Content.of(new byte[bytes], "text/xml");
        return new Request("POST", URI.create(url), Headers.empty(), content, timeout);
    }

    private static Request method(String method) {
        return new Request(method, URI.create("http://127.0.0.1:9/"), Headers.empty(), Content.empty(), LONG);
    }

    private static List<Socket> fillBacklog(ServerSocket server) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        while (true) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 200);
            } catch (SocketTimeoutException e) {
                return waiting;
            }
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
