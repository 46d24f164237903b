// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.message.Content;
import dev.holdfast.message.Headers;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.message.StoredMessage.Note;
import dev.holdfast.rocksdb.RocksDbDatabase;
import dev.holdfast.rocksdb.RocksDbSettings;
import dev.holdfast.server.TestNode;
import dev.holdfast.store.MessageStore;
import dev.holdfast.time.SystemTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Dead letters as an operator deals with them: over HTTPS, against a node that keeps them on its disk.
class ReplayApiTest {

    private static final String DEAD = "/message-stores/Dead/messages";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private List<StoredMessage> letters;
    private TestNode node;
    private ApiClient api;

    ReplayApiTest() {}

    @BeforeEach
    void start() throws Exception {
        leaveDeadLetters();
        artifact("Dead", "");
        artifact("Waiting", "");
        artifact("Other", "");
        artifact("Queue", """
                <parameter name="java.naming.factory.initial">org.apache.activemq.jndi.ActiveMQInitialContextFactory</parameter>
                <parameter name="java.naming.provider.url">tcp://127.0.0.1:1</parameter>
                """);
        node = TestNode.start(folder);
        api = new ApiClient(node.node().managementPort().orElseThrow(), folder.resolve("data/keys"));
        api.login(node.password());
    }

    @AfterEach
    void stop() {
        api.close();
        node.close();
    }

    @Test
    void one_goes_back_where_it_came_from_and_both_histories_say_so() throws Exception {
        String id = letters.getFirst().id().toString();

        ApiClient.Answer answer = api.post(DEAD + "/" + id, "");

        assertThat(answer.status()).isEqualTo(200);
        String copy = answer.json().path("id").asString();
        assertThat(answer.json().path("store").asString()).isEqualTo("Waiting");
        assertThat(copy).isNotEqualTo(id).startsWith(id.substring(0, 36));
        assertThat(api.get(DEAD + "/" + id).status()).isEqualTo(404);
        assertThat(api.get("/message-stores/Waiting/messages/" + copy).status()).isEqualTo(200);
        assertThat(api.get("/ledger?id=" + id).text()).contains("replayed by an operator as " + copy);
        assertThat(api.get("/ledger?id=" + copy).text()).contains("replayed by an operator; it was " + id);
        assertThat(api.post(DEAD + "/" + id, "").status()).isEqualTo(404);
        assertBalanced("Dead");
        assertBalanced("Waiting");
    }

    @Test
    void all_go_and_progress_is_shown() throws Exception {
        assertThat(api.get("/message-stores/Dead/replay").status()).isEqualTo(404);

        assertThat(api.post(DEAD, "").status()).isEqualTo(202);

        JsonNode end = awaitEnd();
        assertThat(end.path("state").asString()).isEqualTo("finished");
        assertThat(end.path("replayed").asInt()).isEqualTo(letters.size());
        assertThat(end.path("endedAt").asString()).isNotEmpty();
        assertThat(size("Waiting")).isEqualTo(letters.size());
        assertThat(size("Dead")).isZero();
        assertBalanced("Dead");
    }

    @Test
    void a_slow_replay_can_be_stopped_and_only_one_runs_at_a_time() throws Exception {
        assertThat(api.post(DEAD, "{\"rate\":0.01,\"to\":\"Other\"}").status()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> size("Other") == 1);

        assertThat(api.post(DEAD, "").status()).isEqualTo(409);
        JsonNode stopped = api.delete("/message-stores/Dead/replay").json();

        assertThat(stopped.path("state").asString()).isEqualTo("stopped");
        assertThat(stopped.path("replayed").asInt()).isEqualTo(1);
        assertThat(stopped.path("rate").asDouble()).isEqualTo(0.01);
        assertThat(size("Dead")).isEqualTo(letters.size() - 1);
    }

    @Test
    void letters_are_listed_replayed_and_deleted_by_reason_source_and_time() throws Exception {
        JsonNode timeouts = api.get(DEAD + "?reason=TIMEOUT").json();
        assertThat(timeouts.path("count").asInt()).isEqualTo(2);
        assertThat(timeouts.path("list").path(0).path("notes").path("reason").asString())
                .isEqualTo("timeout 0");
        assertThat(api.get(DEAD + "?source=Nobody").json().path("count").asInt())
                .isZero();
        assertThat(api.get(DEAD + "?since=2999-01-01T00:00:00Z")
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
        JsonNode first = api.get(DEAD + "?limit=1&reason=timeout").json();
        assertThat(first.path("count").asInt()).isEqualTo(1);
        JsonNode rest = api.get(
                        DEAD + "?reason=timeout&after=" + first.path("next").asString())
                .json();
        assertThat(rest.path("list").path(0).path("notes").path("reason").asString())
                .isEqualTo("timeout 2");

        assertThat(api.post(DEAD, "{\"reason\":\"timeout\",\"limit\":1}").status())
                .isEqualTo(202);
        assertThat(awaitEnd().path("replayed").asInt()).isEqualTo(1);
        assertThat(api.delete(DEAD + "?reason=timeout").json().path("Message").asString())
                .isEqualTo("1 messages are deleted");
        assertThat(size("Dead")).isEqualTo(letters.size() - 2);
        assertBalanced("Dead");
    }

    @Test
    void what_cannot_be_done_is_said_and_does_nothing() throws Exception {
        assertError(400, api.post(DEAD, "no JSON"), "no JSON");
        assertError(400, api.post(DEAD, "{\"rat\":1}"), "'rat' is not known", "rate");
        assertError(400, api.post(DEAD, "{\"rate\":0}"), "'rate' is '0'");
        assertError(400, api.post(DEAD, "{\"to\":\"Waitin\"}"), "Waitin", "Waiting");
        assertError(400, api.post(DEAD, "{\"to\":\"Dead\"}"), "the store itself");
        assertError(400, api.post(DEAD, "{\"ids\":[]}"), "holds no id");
        assertError(400, api.post(DEAD, "{\"since\":\"yesterday\"}"), "yesterday");
        assertError(400, api.delete(DEAD + "?resaon=x"), "'resaon' is not known", "reason");
        assertError(400, api.post(DEAD, "{\"reason\":[\"timeout\"]}"), "'reason' is a list", "one value");
        assertError(400, api.post(DEAD, "{\"reason\":\" \"}"), "'reason' is empty");
        assertError(400, api.delete(DEAD + "?reason="), "'reason' is empty");
        assertError(400, api.delete(DEAD + "?source"), "'source' is empty");
        assertError(400, api.delete(DEAD + "?ids=" + letters.getFirst().id()), "'ids' is not known");
        assertError(400, api.get(DEAD + "/not-an-id"), "not an append id");
        assertError(404, api.get("/message-stores/Dead/else"), "replay");
        assertError(501, api.get("/message-stores/Queue/messages"), "single messages");
        assertError(501, api.delete("/message-stores/Queue/messages"), "single messages");
        assertError(501, api.post("/message-stores/Queue/messages", "{\"reason\":\"x\"}"), "as a whole");
        String id = letters.getFirst().id().toString();
        assertError(503, api.post(DEAD + "/" + id, "{\"to\":\"Queue\"}"), "stays", "Queue");
        assertThat(size("Dead")).isEqualTo(letters.size());
        assertBalanced("Dead");
    }

    @Test
    void nothing_of_it_goes_without_a_token() throws Exception {
        api.forget();

        assertThat(api.post(DEAD, "").status()).isEqualTo(401);
        assertThat(api.delete("/message-stores/Dead/replay").status()).isEqualTo(401);
    }

    @Test
    void a_store_whose_engine_is_away_ends_its_replay_with_the_reason() throws Exception {
        assertThat(api.post("/message-stores/Queue/messages", "{\"to\":\"Other\"}")
                        .status())
                .isEqualTo(202);

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode status = api.get("/message-stores/Queue/replay").json();
            assertThat(status.path("state").asString()).isEqualTo("failed");
            assertThat(status.path("lastProblem").asString()).contains("Queue");
        });
    }

    private static void assertError(int status, ApiClient.Answer answer, String... parts) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("Error").asString()).contains(parts);
    }

    private JsonNode awaitEnd() {
        return await().atMost(PATIENCE)
                .until(
                        () -> api.get("/message-stores/Dead/replay").json(),
                        status -> !status.path("state").asString("").equals("running"));
    }

    private int size(String store) throws IOException, InterruptedException {
        return api.get("/message-stores?name=" + store).json().path("size").asInt();
    }

    private void assertBalanced(String store) throws IOException, InterruptedException {
        JsonNode books = api.get("/message-stores?name=" + store).json().path("books");
        assertThat(books.path("unaccounted").asInt(-1)).as(books.toString()).isZero();
    }

    private void artifact(String store, String parameters) throws IOException {
        String type = parameters.isEmpty() ? "" : " class=\"org.apache.synapse.message.store.impl.jms.JmsStore\"";
        Files.createDirectories(folder.resolve("artifacts"));
        Files.writeString(
                folder.resolve("artifacts/" + store + ".xml"),
                "<messageStore name=\"%s\"%s xmlns=\"http://ws.apache.org/ns/synapse\">%s</messageStore>"
                        .formatted(store, type, parameters));
    }

    private void leaveDeadLetters() throws IOException {
        Path data = folder.resolve("data");
        RocksDbSettings settings = new RocksDbSettings(
                data.resolve("messages"),
                data.resolve("native"),
                new RocksDbSettings.Limits(0, 0, 32L << 20),
                new RocksDbSettings.Retention(Duration.ofDays(1), 1L << 30));
        try (SystemTimer timer = new SystemTimer();
                RocksDbDatabase database = RocksDbDatabase.open(settings, timer);
                MessageStore store = database.openStore("Dead")) {
            IdSource ids = new IdSource(timer, RandomGenerator.getDefault());
            letters = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Message message = Message.of(ids.newFlow(), Content.ofText("<a/>", "text/xml"))
                        .withHeaders(Headers.of("Authorization", "Basic c2VjcmV0"));
                letters.add(StoredMessage.of(ids.newAppend(message.flowId()), timer.instant(), "Waiting", message)
                        .withNotes(Map.of(
                                Note.SOURCE, "Waiting", Note.REASON, (i % 2 == 0 ? "timeout " : "status 500, ") + i)));
            }
            new Ledger(database.journal(), timer)
                    .append(store, letters, LedgerEntry.Event.STORED, LedgerEntry.Detail.none());
        }
    }
}
