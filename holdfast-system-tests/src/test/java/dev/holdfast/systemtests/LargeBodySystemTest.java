// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.bench.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What large bodies cost in memory.
class LargeBodySystemTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final int BODY = 10 * MEBIBYTE;
    private static final int BODIES = 8;
    private static final String ALLOCATED = "holdfast_heap_allocated_bytes_total";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    /// Beside bodies, connections and threads take memory: less than half a body, which one copy more would pass.
    @Test
    void on_its_way_through_send_a_body_and_its_answer_are_each_in_memory_once() {
        try (LargeBodyBackEnd backEnd = LargeBodyBackEnd.startAt(0);
                Program program = start(backEnd.port(), Map.of());
                Client client = new Client(program.ports().http())) {
            backEnd.returnAsMuch();
            post(client, "/services/Sent", 0);
            double before = allocated(program);
            for (int i = 1; i <= BODIES; i++) {
                assertThat(post(client, "/services/Sent", i).status()).isEqualTo(200);
            }
            assertThat(backEnd.lengths()).hasSize(BODIES + 1);
            assertThat(allocatedForEachByte(program, before)).isBetween(1.9, 2.7);
        }
    }

    @Test
    void in_a_store_a_body_is_in_memory_once_when_it_comes_and_once_when_it_goes() {
        try (LargeBodyBackEnd backEnd = LargeBodyBackEnd.startAt(0);
                Program program = start(backEnd.port(), Map.of());
                Management management = Management.of(program);
                Client client = new Client(program.ports().http())) {
            management.deactivate("Forward");
            post(client, "/services/Stored", 0);
            double before = allocated(program);
            for (int i = 1; i <= BODIES; i++) {
                assertThat(post(client, "/services/Stored", i).status()).isEqualTo(202);
            }
            assertThat(allocatedForEachByte(program, before)).isBetween(0.9, 1.7);

            double accepted = allocated(program);
            management.activate("Forward");
            await().atMost(PATIENCE).until(() -> backEnd.lengths().size() == BODIES + 1);
            assertThat(allocatedForEachByte(program, accepted)).isBetween(0.9, 1.7);
        }
    }

    /// In a heap of 96 MiB 60 bodies of 4 MiB: two and a half times as much as fits.
    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void more_large_bodies_than_fit_into_the_heap_are_stored_and_delivered() throws InterruptedException {
        deliverLater(96, 60, 4 * MEBIBYTE);
    }

    /// Only settings beyond the heap can bring that about. A program that limps on would break its promise unnoticed.
    @Test
    void a_program_whose_memory_runs_out_ends_and_says_so_by_its_exit_code() throws IOException {
        Map<String, String> settings = Map.of(
                "HOLDFAST_JAVA_OPTS", "-Xmx64m",
                "HOLDFAST_LIMITS_BODY", "1GiB",
                "HOLDFAST_LIMITS_BODIES_IN_FLIGHT", "1GiB");
        try (Program program = start(Program.Ports.free().http(), settings);
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), program.ports().http())) {
            String head = "POST /services/Stored HTTP/1.1\r\nHost: h\r\nContent-Length: 900000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(program.process().awaitExit()).isEqualTo(3);
        }
    }

    private void deliverLater(int heapMebibytes, int count, int bytes) throws InterruptedException {
        int backEndPort = Program.Ports.free().http();
        Map<String, String> settings = Map.of("HOLDFAST_JAVA_OPTS", "-Xmx" + heapMebibytes + "m");
        try (Program program = start(backEndPort, settings);
                Client client = new Client(program.ports().http())) {
            Map<Integer, Integer> refused = new ConcurrentHashMap<>();
            try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
                for (int i = 0; i < count; i++) {
                    int id = i;
                    clients.execute(() -> postUntilTaken(client, id, bytes, refused));
                }
            }
            assertThat(program.process().isAlive())
                    .as(program.process().lines().toString())
                    .isTrue();
            Map<Integer, Long> expected = new HashMap<>();
            for (int i = 0; i < count; i++) {
                expected.put(i, (long) bytes);
            }
            try (LargeBodyBackEnd backEnd = LargeBodyBackEnd.startAt(backEndPort)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(backEnd.lengths()).isEqualTo(expected));
                assertThat(backEnd.mostAtOnce()).isLessThanOrEqualTo(heapMebibytes * MEBIBYTE / 8 / bytes);
            }
            assertThat(program.process().isAlive()).isTrue();
            assertThat(program.process().lines()).noneMatch(line -> line.contains("OutOfMemoryError"));
        }
    }

    private static void postUntilTaken(Client client, int id, int bytes, Map<Integer, Integer> refused) {
        Client.Answer answer = post(client, "/services/Stored", id, bytes);
        while (answer.status() == 503) {
            refused.merge(id, 1, Integer::sum);
            answer = post(client, "/services/Stored", id, bytes);
        }
        assertThat(answer.status()).isEqualTo(202);
    }

    private Program start(int backEndPort, Map<String, String> settings) {
        Map<String, String> artifacts = Map.of(
                "Sent.xml", proxy("Sent", "<send><endpoint key=\"BackEnd\"/></send>"),
                "Stored.xml", proxy("Stored", "<store messageStore=\"Waiting\"/>"),
                "Waiting.xml", ArtifactTexts.embeddedStore("Waiting"),
                "BackEnd.xml", ArtifactTexts.endpoint(),
                "Forward.xml",
                        ArtifactTexts.forward("Waiting")
                                .replace(
                                        "</messageProcessor>",
                                        "<parameter name=\"delivery.concurrency\">32</parameter></messageProcessor>"));
        return Program.start(Gateway.setup(folder, settings, artifacts, backEndPort));
    }

    private static String proxy(String name, String mediators) {
        return """
                <proxy name="%s" transports="http" xmlns="http://ws.apache.org/ns/synapse">
                  <target><inSequence>%s</inSequence></target>
                </proxy>
                """.formatted(name, mediators);
    }

    private static Client.Answer post(Client client, String path, int id) {
        return post(client, path, id, BODY);
    }

    private static Client.Answer post(Client client, String path, int id, int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) id);
        return client.send(HttpRequest.newBuilder(client.uri(path))
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static double allocated(Program program) {
        return program.metrics().getOrDefault(ALLOCATED, 0.0);
    }

    private static double allocatedForEachByte(Program program, double before) {
        return (allocated(program) - before) / ((double) BODIES * BODY);
    }
}
