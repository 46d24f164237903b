// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.Headers;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.rocksdb.RocksDbDatabase;
import dev.holdfast.rocksdb.RocksDbSettings;
import dev.holdfast.server.TestNode;
import dev.holdfast.store.MessageStore;
import dev.holdfast.time.SystemTimer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The management API over HTTPS, against a node whose database holds what a removed artifact has left behind.
class ManagementApiTest {

    private static final String STORE = "Left";

    @TempDir
    Path folder;

    private FlowId flow;
    private List<StoredMessage> messages;
    private TestNode node;
    private ApiClient api;

    ManagementApiTest() {}

    @BeforeEach
    void start() throws Exception {
        leaveMessages();
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
    void nothing_is_shown_without_a_token() throws Exception {
        api.forget();

        assertThat(api.get("/message-stores").status()).isEqualTo(401);
        assertThat(api.loginStatus("admin", "wrong")).isEqualTo(401);
    }

    @Test
    void a_token_is_worth_nothing_after_logout() throws Exception {
        assertThat(api.get("/logout").status()).isEqualTo(200);
        assertThat(api.get("/message-stores").status()).isEqualTo(401);
    }

    @Test
    void stores_are_listed_and_searched_as_upstream_does() throws Exception {
        JsonNode all = api.get("/message-stores").json();
        JsonNode some = api.get("/message-stores?searchKey=EF").json();

        assertThat(all.path("count").asInt()).isEqualTo(2);
        assertThat(some.path("list").path(0).toString())
                .isEqualTo("{\"name\":\"Left\",\"type\":\"in-memory-message-store\",\"size\":3}");
    }

    @Test
    void a_store_without_an_artifact_is_shown_as_orphaned_and_its_books_balance() throws Exception {
        JsonNode store = api.get("/message-stores?name=" + STORE).json();

        assertThat(store.path("orphaned").asBoolean()).isTrue();
        assertThat(store.path("size").asInt()).isEqualTo(3);
        assertThat(store.path("books").path("unaccounted").asInt()).isZero();
        assertThat(store.path("health").path("state").asString()).isEqualTo("up");
    }

    @Test
    void what_does_not_exist_is_404_with_an_error() throws Exception {
        assertThat(api.get("/message-stores?name=None").json().path("Error").asString())
                .contains("not found");
        assertThat(api.get("/message-processors?name=None").status()).isEqualTo(404);
        assertThat(api.get("/nothing").status()).isEqualTo(404);
        assertThat(api.post("/message-processors", "{\"name\":\"x\",\"status\":\"active\"}")
                        .json()
                        .toString())
                .isEqualTo("{\"Error\":\"Message processor does not exist\"}");
    }

    @Test
    void a_body_without_the_fields_is_answered_as_upstream_does() throws Exception {
        ApiClient.Answer answer = api.post("/message-processors", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().toString()).isEqualTo("{\"Error\":\"Missing parameters in payload\"}");
        assertThat(api.post("/message-processors", "no JSON").status()).isEqualTo(400);
    }

    @Test
    void messages_are_shown_in_order_without_the_credentials_of_those_who_sent_them() throws Exception {
        JsonNode page =
                api.get("/message-stores/" + STORE + "/messages?limit=2").json();
        String first = page.path("list").path(0).path("id").asString();
        ApiClient.Answer whole = api.get("/message-stores/" + STORE + "/messages/" + first);

        assertThat(page.path("count").asInt()).isEqualTo(2);
        assertThat(first).isEqualTo(messages.getFirst().id().toString());
        assertThat(whole.json().path("content").asString()).isEqualTo("<a/>");
        assertThat(whole.text()).contains("Authorization").doesNotContain("c2VjcmV0");
    }

    @Test
    void a_deleted_message_is_gone_and_the_history_says_who_did_it() throws Exception {
        String id = messages.get(1).id().toString();

        assertThat(api.delete("/message-stores/" + STORE + "/messages/" + id).status())
                .isEqualTo(200);
        assertThat(api.get("/message-stores/" + STORE + "/messages/" + id).status())
                .isEqualTo(404);
        JsonNode history = api.get("/ledger?id=" + id).json().path("list");
        assertThat(history.path(0).path("event").asString()).isEqualTo("stored");
        assertThat(history.path(1).path("reason").asString()).contains("operator");
        assertThat(api.get("/message-stores?name=" + STORE)
                        .json()
                        .path("books")
                        .path("unaccounted")
                        .asInt())
                .isZero();
    }

    @Test
    void a_purge_empties_the_store() throws Exception {
        assertThat(api.delete("/message-stores/" + STORE + "/messages")
                        .json()
                        .path("Message")
                        .asString())
                .isEqualTo("3 messages are deleted");
        assertThat(api.get("/message-stores?name=" + STORE).json().path("size").asInt())
                .isZero();
    }

    @Test
    void the_history_of_a_flow_is_found_by_its_id() throws Exception {
        assertThat(api.get("/ledger?id=" + flow).json().path("count").asInt()).isEqualTo(3);
        assertThat(api.get("/ledger?id=nonsense").status()).isEqualTo(400);
        assertThat(api.get("/ledger").status()).isEqualTo(400);
    }

    @Test
    void another_method_is_405_with_those_that_are_allowed() throws Exception {
        ApiClient.Answer answer = api.delete("/message-stores");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.allow()).isEqualTo("GET");
    }

    private void leaveMessages() throws IOException {
        Path data = folder.resolve("data");
        RocksDbSettings settings = new RocksDbSettings(
                data.resolve("messages"),
                data.resolve("native"),
                new RocksDbSettings.Limits(0, 0, 32L << 20),
                new RocksDbSettings.Retention(Duration.ofDays(1), 1L << 30));
        try (SystemTimer timer = new SystemTimer();
                RocksDbDatabase database = RocksDbDatabase.open(settings, timer);
                MessageStore store = database.openStore(STORE)) {
            IdSource ids = new IdSource(timer, RandomGenerator.getDefault());
            flow = ids.newFlow();
            Message message = Message.of(flow, Content.ofText("<a/>", "text/xml"))
                    .withHeaders(Headers.of("Authorization", "Basic c2VjcmV0"));
            messages = List.of(1, 2, 3).stream()
                    .map(i -> StoredMessage.of(ids.newAppend(flow), timer.instant(), STORE, message))
                    .toList();
            new Ledger(database.journal(), timer)
                    .append(store, messages, LedgerEntry.Event.STORED, LedgerEntry.Detail.none());
        }
    }
}
