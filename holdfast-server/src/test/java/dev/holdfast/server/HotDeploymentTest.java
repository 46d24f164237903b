// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.management.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Artifacts that come, change and go while a node runs.
class HotDeploymentTest {

    private static final String SYNAPSE = " xmlns=\"http://ws.apache.org/ns/synapse\"";
    private static final String FORWARDING =
            "org.apache.synapse.message.processor.impl.forwarder.ScheduledMessageForwardingProcessor";

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final NodeLog log = NodeLog.open();
    private Optional<TestNode> started = Optional.empty();
    private Optional<ApiClient> client = Optional.empty();

    HotDeploymentTest() {}

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("artifacts"));
        file("Keep.xml", sequence("Keep", "<drop/>"));
    }

    @AfterEach
    void stop() {
        client.ifPresent(ApiClient::close);
        started.ifPresent(TestNode::close);
        log.close();
        http.close();
    }

    @Test
    void a_file_is_deployed_when_it_comes_updated_when_it_changes_and_undeployed_when_it_goes() throws Exception {
        start();
        assertThat(status("P")).isEqualTo(404);

        file("P.xml", proxy("P", 201));
        awaitStatus("P", 201);
        awaitLine("ProxyService named 'P' has been deployed from file : " + path("P.xml"));

        file("P.xml", proxy("P", 299));
        awaitStatus("P", 299);
        awaitLine("ProxyService: P has been updated from the file: " + path("P.xml"));

        Files.delete(path("P.xml"));
        awaitStatus("P", 404);
        awaitLine("ProxyService named 'P' has been undeployed");
        assertThat(log.lines()).noneMatch(line -> line.contains("Keep has been updated"));
    }

    @Test
    void what_was_sound_stays_when_its_file_becomes_faulty_and_the_file_is_left_alone() throws Exception {
        file("P.xml", proxy("P", 201));
        start();

        file("P.xml", proxy("P", 299).replace("<respond/>", "<respnod/>"));
        file("Q.xml", proxy("Q", 202));

        awaitStatus("Q", 202);
        awaitLine("Deployment of the Synapse Artifact from file : " + path("P.xml")
                + " : Failed! What was deployed before stays.");
        assertThat(status("P")).isEqualTo(201);
        assertThat(Files.readString(path("P.xml"))).contains("respnod");
        assertThat(api().get("/applications")
                        .json()
                        .path("faultyArtifacts")
                        .path(0)
                        .toString())
                .contains("\"name\":\"P\"", "Unknown mediator referenced by configuration element : ");

        file("P.xml", proxy("P", 299));
        awaitStatus("P", 299);
        assertThat(api().get("/applications").json().path("faultyArtifacts").isEmpty())
                .isTrue();
    }

    @Test
    void what_others_need_stays_until_they_do_not() throws Exception {
        file("S.xml", sequence("S", "<property name=\"HTTP_SC\" value=\"201\" scope=\"axis2\"/>"));
        file("P.xml", proxy("P", "<sequence key=\"S\"/>"));
        start();
        awaitStatus("P", 201);

        Files.delete(path("S.xml"));
        file("Q.xml", proxy("Q", 202));
        awaitStatus("Q", 202);
        awaitLine(path("S.xml") + " is gone, but other artifacts need what was in it: it stays until they do not");
        assertThat(status("P")).isEqualTo(201);

        Files.delete(path("P.xml"));
        awaitStatus("P", 404);
        awaitLine("Sequence named 'S' has been undeployed");
    }

    @Test
    void a_request_ends_with_the_artifacts_that_it_began_with() throws Exception {
        try (ServerSocket backEnd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String call = "<call><endpoint><address uri=\"http://127.0.0.1:" + backEnd.getLocalPort()
                    + "/\"/></endpoint></call><sequence key=\"S\"/>";
            file("S.xml", sequence("S", "<property name=\"HTTP_SC\" value=\"201\" scope=\"axis2\"/>"));
            file("P.xml", proxy("P", call));
            start();
            CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request("P"), BodyHandlers.ofString());
            try (Socket called = backEnd.accept()) {
                file("S.xml", sequence("S", "<property name=\"HTTP_SC\" value=\"299\" scope=\"axis2\"/>"));
                file("Q.xml", proxy("Q", "<sequence key=\"S\"/>"));
                awaitStatus("Q", 299);
                called.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(answer.get().statusCode()).isEqualTo(201);
            }
        }
    }

    @Test
    void a_removed_store_with_messages_is_orphaned_and_comes_back_with_them() throws Exception {
        file("M.xml", "<messageStore name=\"M\"" + SYNAPSE + "/>");
        file("P.xml", proxy("P", "<store messageStore=\"M\"/>"));
        start();
        awaitStatus("P", 202);

        Files.delete(path("P.xml"));
        Files.delete(path("M.xml"));
        await().atMost(LONG)
                .until(() -> api().get("/message-stores?name=M")
                        .json()
                        .path("orphaned")
                        .asBoolean());
        awaitLine("MessageStore named 'M' has been undeployed");

        file("M.xml", "<messageStore name=\"M\"" + SYNAPSE + "/>");
        await().atMost(LONG)
                .until(() -> !api().get("/message-stores?name=M")
                        .json()
                        .path("orphaned")
                        .asBoolean(true));
        assertThat(api().get("/message-stores?name=M").json().path("size").asInt())
                .isEqualTo(1);
    }

    @Test
    void a_processor_that_an_operator_switched_off_stays_off_when_its_artifact_or_its_store_changes() throws Exception {
        file("M.xml", "<messageStore name=\"M\"" + SYNAPSE + "/>");
        file("F.xml", processor(1000));
        start();
        api().post("/message-processors", "{\"name\":\"F\",\"status\":\"inactive\"}");

        file("F.xml", processor(2000));
        awaitLine("MessageProcessor: F has been updated from the file: " + path("F.xml"));
        assertThat(processorState()).isEqualTo("inactive by operator");
        file("M.xml", store(5000));
        awaitLine("MessageStore: M has been updated from the file: " + path("M.xml"));
        assertThat(processorState()).isEqualTo("inactive by operator");
    }

    @Test
    void messages_go_on_while_their_processor_their_store_and_their_endpoint_change() throws Exception {
        try (CountingBackEnd backEnd = CountingBackEnd.start()) {
            file("M.xml", "<messageStore name=\"M\"" + SYNAPSE + "/>");
            file("P.xml", proxy("P", "<store messageStore=\"M\"/>"));
            file("B.xml", endpoint(backEnd.port(), "a"));
            file("F.xml", processor(1));
            start();
            for (int i = 0; i < 30; i++) {
                awaitStatus("P", 202);
                switch (i % 10) {
                    case 2 -> file("F.xml", processor(1 + i));
                    case 5 -> file("B.xml", endpoint(backEnd.port(), "b" + i));
                    case 8 -> file("M.xml", store(5000 + i));
                    default -> {
                        // Nothing changes.
                    }
                }
            }
            await().atMost(LONG)
                    .until(() -> backEnd.calls() == 30
                            && api().get("/message-stores?name=M")
                                            .json()
                                            .path("size")
                                            .asInt()
                                    == 0);
        }
    }

    @Test
    void an_archive_comes_changes_and_goes_as_one() throws Exception {
        start();
        archive("orders.car", "Orders", proxy("P", 201));
        awaitStatus("P", 201);
        awaitLine("Successfully Deployed Carbon Application : Orders_1.0.0");
        assertThat(api().get("/applications").json().path("list").toString())
                .isEqualTo("[{\"name\":\"Orders\",\"version\":\"1.0.0\",\"status\":\"deployed\"}]");
        assertThat(api().get("/applications?name=Orders")
                        .json()
                        .path("artifacts")
                        .path(0)
                        .toString())
                .isEqualTo("{\"name\":\"P\",\"type\":\"proxyservice\",\"faulty\":false}");

        archive("orders.car", "Orders", proxy("P", 299).replace("<respond/>", "<respnod/>"));
        awaitLine("Error occurred while deploying Carbon Application from file : " + path("orders.car")
                + ". What was deployed before stays.");
        assertThat(status("P")).isEqualTo(201);

        Files.delete(path("orders.car"));
        awaitStatus("P", 404);
        assertThat(api().get("/applications").json().path("count").asInt()).isZero();
    }

    @Test
    void a_suspended_endpoint_stays_suspended_when_others_change() throws Exception {
        file(
                "B.xml",
                "<endpoint name=\"B\"" + SYNAPSE + "><address uri=\"http://127.0.0.1:" + unusedPort()
                        + "/\"><suspendOnFailure><initialDuration>3600000</initialDuration></suspendOnFailure></address>"
                        + "</endpoint>");
        String fault = "<property name=\"HTTP_SC\" expression=\"substring(get-property('ERROR_CODE'), 1, 3)\""
                + " scope=\"axis2\"/><respond/>";
        file("F.xml", sequence("F", fault));
        file(
                "P.xml",
                "<proxy name=\"P\"" + SYNAPSE + "><target faultSequence=\"F\"><inSequence>"
                        + "<call><endpoint key=\"B\"/></call></inSequence></target></proxy>");
        start();
        status("P");
        assertThat(status("P")).as("303001: suspended").isEqualTo(303);

        file("Q.xml", proxy("Q", 202));
        awaitStatus("Q", 202);
        assertThat(status("P")).as("303001: suspended still").isEqualTo(303);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void archive(String file, String name, String proxy) throws IOException {
        Path written = folder.resolve(file + ".new");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(written))) {
            Map<String, String> entries = Map.of(
                    "artifacts.xml",
                    "<artifacts><artifact name='" + name + "' version='1.0.0' type='carbon/application'>"
                            + "<dependency artifact='P' version='1.0.0' serverRole='EnterpriseIntegrator'/>"
                            + "</artifact></artifacts>",
                    "P_1.0.0/artifact.xml",
                    "<artifact name='P' version='1.0.0' type='synapse/proxy-service'><file>P.xml</file></artifact>",
                    "P_1.0.0/P.xml",
                    proxy);
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.move(written, path(file), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void what_is_in_a_volatile_store_survives_a_change_of_its_description() throws Exception {
        String parameter = "<parameter name=\"store.memory.volatile\">true</parameter></messageStore>";
        file("M.xml", "<messageStore name=\"M\"" + SYNAPSE + ">" + parameter);
        file("P.xml", proxy("P", "<store messageStore=\"M\"/>"));
        start();
        awaitStatus("P", 202);

        file("M.xml", "<messageStore name=\"M\"" + SYNAPSE + "><description>new</description>" + parameter);
        awaitLine("MessageStore: M has been updated from the file: " + path("M.xml"));
        assertThat(api().get("/message-stores?name=M").json().path("size").asInt())
                .isEqualTo(1);
        assertThat(api().get("/message-stores?name=M")
                        .json()
                        .path("configuration")
                        .asString())
                .contains("description");
    }

    private static String store(int timeout) {
        return "<messageStore name=\"M\"" + SYNAPSE + "><parameter name=\"store.send.timeout\">" + timeout
                + "</parameter></messageStore>";
    }

    private static String endpoint(int port, String path) {
        return "<endpoint name=\"B\"" + SYNAPSE + "><address uri=\"http://127.0.0.1:" + port + "/" + path
                + "\"/></endpoint>";
    }

    private static String processor(int interval) {
        return """
                <messageProcessor name="F" class="%s" messageStore="M"%s%s>
                  <parameter name="interval">%d</parameter>
                </messageProcessor>""".formatted(
                FORWARDING, interval == 1000 || interval == 2000 ? "" : " targetEndpoint=\"B\"", SYNAPSE, interval);
    }

    private String processorState() throws IOException, InterruptedException {
        var processor = api().get("/message-processors?name=F").json();
        return processor.path("status").asString() + " by "
                + processor.path("by").asString();
    }

    private void start() throws Exception {
        TestNode node = TestNode.start(folder, Map.of("HOLDFAST_DEPLOYMENT_SCAN_INTERVAL", "20ms"));
        started = Optional.of(node);
        ApiClient api = new ApiClient(node.node().managementPort().orElseThrow(), folder.resolve("data/keys"));
        client = Optional.of(api);
        api.login(node.password());
    }

    private TestNode node() {
        return started.orElseThrow();
    }

    private ApiClient api() {
        return client.orElseThrow();
    }

    private Path path(String name) {
        return folder.resolve("artifacts").resolve(name);
    }

    /// Also a file of the same size within the same tick of the file system's clock looks different: it is another.
    private void file(String name, String text) {
        try {
            Path written = Files.writeString(folder.resolve(name + ".new"), text);
            Files.move(written, path(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest request(String proxy) {
        URI uri = URI.create("http://127.0.0.1:" + node().node().ports().getFirst() + "/services/" + proxy);
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString("<a/>"))
                .build();
    }

    private int status(String proxy) throws IOException, InterruptedException {
        return http.send(request(proxy), BodyHandlers.ofString()).statusCode();
    }

    private void awaitStatus(String proxy, int status) {
        await(proxy + " answers " + status).atMost(LONG).until(() -> status(proxy) == status);
    }

    private void awaitLine(String line) {
        await(line).atMost(LONG).untilAsserted(() -> assertThat(log.lines()).contains(line));
    }

    private static String proxy(String name, int status) {
        return proxy(name, "<property name=\"HTTP_SC\" value=\"" + status + "\" scope=\"axis2\"/>");
    }

    private static String proxy(String name, String steps) {
        String respond = steps.contains("<store") ? "" : "<respond/>";
        return "<proxy name=\"" + name + "\"" + SYNAPSE + "><target><inSequence>" + steps + respond
                + "</inSequence></target></proxy>";
    }

    private static String sequence(String name, String steps) {
        return "<sequence name=\"" + name + "\"" + SYNAPSE + ">" + steps + "</sequence>";
    }
}
