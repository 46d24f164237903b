// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.bench.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// More is made of bodies, and more comes from back ends, than fits into the memory. In a heap of 96 MiB the tree
/// of one of these bodies takes a third, and so do three of these answers.
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class WorkMemorySystemTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final int BODY = 3 * MEBIBYTE;
    private static final int ANSWER = 10 * MEBIBYTE;
    private static final int CLIENTS = 24;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService backEndThreads = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    private Path folder;

    private HttpServer backEnd;

    WorkMemorySystemTest() {}

    @BeforeEach
    void startBackEnd() throws IOException {
        backEnd = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backEnd.setExecutor(backEndThreads);
        backEnd.createContext("/", this::answer);
        backEnd.start();
    }

    @AfterEach
    void stopBackEnd() {
        backEnd.stop(0);
        backEndThreads.shutdownNow();
        backEndThreads.close();
    }

    @Test
    void xml_that_many_flows_look_into_at_once() throws InterruptedException {
        String record = "<item><id>4711</id><name>hammer</name><price>12.50</price></item>";
        postAtOnce("/services/Xml", "application/xml", "<order>" + record.repeat(BODY / record.length()) + "</order>");
    }

    @Test
    void json_that_many_flows_look_into_at_once() throws InterruptedException {
        String record = "{\"id\":4711,\"name\":\"hammer\",\"price\":12.50},";
        postAtOnce(
                "/services/Json", "application/json", "{\"items\":[" + record.repeat(BODY / record.length()) + "{}]}");
    }

    @Test
    void large_answers_to_small_requests() throws InterruptedException {
        postAtOnce("/services/Call", "application/xml", "<a/>");
        assertThat(asked.get()).isGreaterThanOrEqualTo(CLIENTS);
    }

    @Test
    void large_answers_to_a_message_processor() throws InterruptedException {
        try (Program program = start();
                Client client = new Client(program.ports().http())) {
            postAtOnce(client, "/services/Stored", "application/xml", "<a/>", 202);
            await().atMost(PATIENCE).until(() -> asked.get() >= CLIENTS);
            await().atMost(PATIENCE)
                    .until(() ->
                            program.metrics().getOrDefault("holdfast_store_delivered_total{store=\"Waiting\"}", 0.0)
                                    == CLIENTS);
            assertIsWell(program);
        }
    }

    private void postAtOnce(String path, String type, String body) throws InterruptedException {
        try (Program program = start();
                Client client = new Client(program.ports().http())) {
            postAtOnce(client, path, type, body, 200);
            assertIsWell(program);
        }
    }

    private static void assertIsWell(Program program) {
        assertThat(program.process().isAlive())
                .as(program.process().lines().toString())
                .isTrue();
        assertThat(program.process().lines()).noneMatch(line -> line.contains("OutOfMemoryError"));
    }

    private static void postAtOnce(Client client, String path, String type, String body, int status)
            throws InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        AtomicInteger taken = new AtomicInteger();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> {
                    postUntilTaken(client, path, type, bytes, status);
                    taken.incrementAndGet();
                });
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(taken).hasValue(CLIENTS);
    }

    /// A refusal says when to come again.
    private static void postUntilTaken(Client client, String path, String type, byte[] body, int status) {
        Client.Answer answer = post(client, path, type, body);
        while (answer.status() == 503) {
            answer = post(client, path, type, body);
        }
        assertThat(answer.status()).isEqualTo(status);
    }

    private static Client.Answer post(Client client, String path, String type, byte[] body) {
        return client.send(HttpRequest.newBuilder(client.uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.sendResponseHeaders(200, ANSWER);
            byte[] slice = new byte[MEBIBYTE];
            for (int left = ANSWER; left > 0; left -= MEBIBYTE) {
                exchange.getResponseBody().write(slice);
            }
        }
    }

    private Program start() {
        Map<String, String> settings = Map.of("HOLDFAST_JAVA_OPTS", "-Xmx96m");
        Map<String, String> artifacts = Map.of(
                "Xml.xml", proxy("Xml", "<filter xpath=\"count(//item) &gt; 5\"><then><respond/></then></filter>"),
                "Json.xml",
                        proxy("Json", "<filter xpath=\"json-eval($.items[0].id)\"><then><respond/></then></filter>"),
                "Call.xml", proxy("Call", "<call><endpoint key=\"BackEnd\"/></call><respond/>"),
                "Stored.xml", proxy("Stored", "<store messageStore=\"Waiting\"/>"),
                "Replied.xml", "<sequence name=\"Replied\" xmlns=\"http://ws.apache.org/ns/synapse\"><log/></sequence>",
                "Waiting.xml", ArtifactTexts.embeddedStore("Waiting"),
                "BackEnd.xml", ArtifactTexts.endpoint(),
                "Forward.xml",
                        ArtifactTexts.forward("Waiting")
                                .replace(
                                        "</messageProcessor>",
                                        "<parameter name=\"delivery.concurrency\">32</parameter>"
                                                + "<parameter name=\"message.processor.reply.sequence\">Replied</parameter>"
                                                + "</messageProcessor>"));
        return Program.start(
                Gateway.setup(folder, settings, artifacts, backEnd.getAddress().getPort()));
    }

    private static String proxy(String name, String mediators) {
        return """
                <proxy name="%s" transports="http" xmlns="http://ws.apache.org/ns/synapse">
                  <target><inSequence>%s</inSequence></target>
                </proxy>
                """.formatted(name, mediators);
    }
}
