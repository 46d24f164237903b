// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.servers.ActiveMqBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Dead letters are replayed, and the program is killed meanwhile.
class ReplaySystemTest {

    private static final int LETTERS = 60;
    private static final int KILLS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void dead_letters_on_the_disk_arrive_however_often_their_replay_is_killed() {
        killWhileReplaying(ArtifactTexts.embeddedStore("Dead"));
    }

    @Test
    void dead_letters_on_a_broker_arrive_however_often_their_replay_is_killed() {
        try (ActiveMqBroker broker = ActiveMqBroker.start(folder.resolve("broker"))) {
            killWhileReplaying(ArtifactTexts.jmsStore("Dead", broker.url(), ""));
        }
    }

    private void killWhileReplaying(String dead) {
        try (Gateway gateway = Gateway.start(folder, Map.of(), artifacts(dead));
                Management management = Management.of(gateway.program())) {
            fillDeadLetters(gateway, management);
            for (int kill = 1; kill <= KILLS; kill++) {
                management.post("/message-stores/Dead/messages", "{\"rate\":50}");
                int enough = kill * LETTERS / (KILLS + 2);
                await().atMost(PATIENCE).until(() -> distinct(gateway.backEnd().taken()) >= enough);
                gateway.program().kill();
                gateway.program().restart();
                management.awaitBack();
            }
            management.post("/message-stores/Dead/messages", "");
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode status = management.get("/message-stores/Dead/replay");
                assertThat(status.path("state").asString(""))
                        .as(status.toString())
                        .isEqualTo("finished");
            });
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(distinct(gateway.backEnd().taken())).isEqualTo(LETTERS));
            assertRepeatsAreHonest(gateway.backEnd());
            assertNothingIsLeft(management);
        }
    }

    private static Map<String, String> artifacts(String dead) {
        Map<String, String> artifacts = new LinkedHashMap<>(ArtifactTexts.ordersTo(ArtifactTexts.STORE));
        artifacts.put("Dead.xml", dead);
        artifacts.computeIfPresent(
                "Forward.xml",
                (_, forward) -> forward.replace(
                        "<parameter name=\"max.delivery.attempts\">-1</parameter>",
                        "<parameter name=\"max.delivery.attempts\">1</parameter>"
                                + "<parameter name=\"message.processor.failMessagesStore\">Dead</parameter>"));
        return artifacts;
    }

    private static void fillDeadLetters(Gateway gateway, Management management) {
        gateway.backEnd().answerNext(LETTERS, 500);
        Scenario.symbols("dead", LETTERS)
                .forEach(symbol -> assertThat(gateway.post(symbol).status()).isEqualTo(202));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(books(management, "Waiting", "dead-lettered"))
                        .isEqualTo(LETTERS));
    }

    private static void assertNothingIsLeft(Management management) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (String store : List.of("Waiting", "Dead")) {
                assertThat(books(management, store, "unaccounted")).as(store).isZero();
                assertThat(management.store(store).path("size").asInt())
                        .as(store)
                        .isZero();
            }
        });
    }

    /// A message that came twice came under the same id.
    private static void assertRepeatsAreHonest(RecordingBackEnd backEnd) {
        Map<String, String> idOfBody = new LinkedHashMap<>();
        for (RecordingBackEnd.Received request : backEnd.received()) {
            if (request.isTaken()) {
                String before = idOfBody.putIfAbsent(request.body(), request.appendId());
                assertThat(before == null ? request.appendId() : before).isEqualTo(request.appendId());
            }
        }
    }

    private static long books(Management management, String store, String counter) {
        return management.store(store).path("books").path(counter).asLong(-1);
    }

    private static long distinct(List<String> bodies) {
        return bodies.stream().distinct().count();
    }
}
