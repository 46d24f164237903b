// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import static dev.holdfast.kafka.KafkaFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.message.SampleMessages;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.servers.KafkaServer;
import dev.holdfast.store.Delivery;
import dev.holdfast.store.Delivery.Received;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people get wrong, and what others put into a topic: a clear error, nothing lost, and back to work when it
/// is mended.
final class KafkaBadInputTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " username=\"holdfast\" password=\"%s\";";

    @TempDir
    private static Path folder;

    private static KafkaServer server;

    @BeforeAll
    static void startServer() {
        server = KafkaServer.startWithPassword(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void a_wrong_password_is_unavailable_and_says_so() {
        try (KafkaMessageStore store = store("passwords", "wrong", "store.kafka.topic.create", "true")) {
            for (Runnable call :
                    List.<Runnable>of(() -> append(store, "m"), store::probe, () -> store.openConsumer(1))) {
                StoreException failure = failureOf(call);
                assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
                assertThat(failure)
                        .hasMessageContaining("Authentication failed")
                        .hasMessageNotContaining("wrong");
            }
        }
        try (KafkaMessageStore store = store("passwords", "secret", "store.kafka.topic.create", "true")) {
            append(store, "m");
            assertThat(store.count()).hasValue(1);
        }
    }

    @Test
    void a_missing_topic_is_unavailable_with_the_nearest_name_and_found_when_it_is_made() throws Exception {
        try (KafkaMessageStore made = store("invoices", "secret", "store.kafka.topic.create", "true");
                KafkaMessageStore store = store("invoice", "secret")) {
            append(made, "m");
            for (Runnable call :
                    List.<Runnable>of(() -> append(store, "m"), store::probe, () -> store.openConsumer(1))) {
                StoreException failure = failureOf(call);
                assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
                assertThat(failure)
                        .hasMessageContaining("no such topic")
                        .hasMessageContaining("did you mean 'invoices'?")
                        .hasMessageContaining("store.kafka.topic.create");
            }
            try (KafkaMessageStore other = store("invoice", "secret", "store.kafka.topic.create", "true")) {
                other.probe();
            }
            append(store, "m");
            assertThat(store.count()).hasValue(1);
        }
    }

    @Test
    void a_compacted_topic_is_refused_until_it_is_mended() throws Exception {
        String policy = "store.kafka.topic.config.cleanup.policy";
        try (KafkaMessageStore store =
                store("compacted", "secret", "store.kafka.topic.create", "true", policy, "compact")) {
            StoreException failure = failureOf(() -> append(store, "m"));
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("set cleanup.policy=delete");
            alter("compacted", "cleanup.policy", "delete");
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> append(store, "m"));
        }
    }

    @Test
    void a_message_that_the_topic_does_not_take_is_rejected_and_others_go_on() throws Exception {
        String limit = "store.kafka.topic.config.max.message.bytes";
        try (KafkaMessageStore store = store("small", "secret", "store.kafka.topic.create", "true", limit, "100000")) {
            StoredMessage large = SampleMessages.ofSize(100_000);
            append(store, "before");
            StoreException failure = failureOf(() -> store.append(List.of(large)));
            assertThat(failure.category()).isEqualTo(Category.REJECTED);
            assertThat(failure).hasMessageContaining("max.message.bytes");
            assertThat(failureOf(() -> store.append(List.of(SampleMessages.text("beside"), large)))
                            .category())
                    .isEqualTo(Category.REJECTED);
            append(store, "after");
            assertThat(store.count()).hasValue(2);
            alter("small", "max.message.bytes", "200000");
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> store.append(List.of(large)));
        }
    }

    @Test
    void a_limit_that_became_smaller_rejects_what_the_broker_refuses() throws Exception {
        try (KafkaMessageStore store = store("shrunk", "secret", "store.kafka.topic.create", "true")) {
            append(store, "before");
            alter("shrunk", "max.message.bytes", "50000");
            await().atMost(PATIENCE).until(() -> {
                try {
                    store.append(List.of(SampleMessages.ofSize(100_000)));
                    return false;
                } catch (StoreException e) {
                    assertThat(e.category()).isEqualTo(Category.REJECTED);
                    return true;
                }
            });
            append(store, "after");
        }
    }

    @Test
    void records_of_others_are_messages_and_a_record_without_a_value_is_invalid() throws Exception {
        try (KafkaMessageStore store = store("foreign", "secret", "store.kafka.topic.create", "true")) {
            store.probe();
            Map<String, Object> login = login("secret");
            Records.put(login, "foreign", "Content-Type", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
            Records.put(login, "foreign", "X-Shop", "north", "raw".getBytes(StandardCharsets.UTF_8));
            Records.put(login, "foreign", "X-Shop", "south", null);
            try (StoreConsumer consumer = store.openConsumer(3)) {
                Received.Valid json = (Received.Valid) next(consumer).received();
                assertThat(json.foreign()).isTrue();
                assertThat(json.message().message().content().type()).contains("application/json");
                Received.Valid raw = (Received.Valid) next(consumer).received();
                assertThat(raw.message().message().headers().first("x-shop")).contains("north");
                assertThat(raw.message().note(StoredMessage.Note.ENGINE_ID)).contains("foreign-0@1");
                assertThat(raw.message().id()).isNotEqualTo(json.message().id());
                Received.Invalid tombstone = (Received.Invalid) next(consumer).received();
                assertThat(tombstone.reason()).contains("without a value");
                assertThat(tombstone.attributes()).containsEntry("offset", "2").containsEntry("X-Shop", "south");
            }
            try (StoreConsumer consumer = store.openConsumer(1)) {
                Received.Valid again = (Received.Valid) next(consumer).received();
                assertThat(again.message().message().content().type()).contains("application/json");
            }
        }
    }

    private static KafkaMessageStore store(String topic, String password, String... more) {
        String[] all = new String[more.length + 12];
        String[] own = {
            "store.kafka.topic", topic,
            "store.kafka.topic.create", "false",
            "store.kafka.client.security.protocol", "SASL_PLAINTEXT",
            "store.kafka.client.sasl.mechanism", "PLAIN",
            "store.kafka.client.sasl.jaas.config", LOGIN.formatted(password),
            "store.send.timeout", "5000"
        };
        System.arraycopy(own, 0, all, 0, own.length);
        System.arraycopy(more, 0, all, own.length, more.length);
        return KafkaFixture.store(server.address(), "store-of-" + topic, all);
    }

    private static Map<String, Object> login(String password) {
        return Map.of(
                "bootstrap.servers",
                server.address(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN.formatted(password));
    }

    private static void alter(String topic, String setting, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(login("secret"))) {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();
        }
    }

    private static void append(KafkaMessageStore store, String text) {
        store.append(List.of(SampleMessages.text(text)));
    }

    private static Delivery next(StoreConsumer consumer) throws InterruptedException {
        return consumer.receive(PATIENCE).orElseThrow(() -> new AssertionError("nothing came"));
    }
}
