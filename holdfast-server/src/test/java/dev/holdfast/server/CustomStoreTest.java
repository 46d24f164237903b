// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.configuration.SettingsReader;
import dev.holdfast.deployment.Application;
import dev.holdfast.deployment.EmbeddedStoreProvider;
import dev.holdfast.management.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Stores of users, from a jar in the folder lib beside the artifacts.
class CustomStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path SAMPLE = Path.of("../holdfast-core/src/test/java/com/example/DirectoryStore.java");

    @TempDir
    Path folder;

    private Path lib;

    CustomStoreTest() {}

    @BeforeEach
    void makeFolders() throws IOException {
        lib = Files.createDirectories(folder.resolve("artifacts/lib"));
    }

    @Test
    void a_message_goes_through_a_store_of_a_user_and_is_there_after_a_restart() throws Exception {
        CustomJar.make(
                lib.resolve("stores.jar"),
                Map.of("com/example/DirectoryStore.java", Files.readString(SAMPLE)),
                List.of(),
                Map.of());
        store(
                "Orders",
                "com.example.DirectoryStore",
                "<parameter name=\"folder\">" + folder.resolve("kept") + "</parameter>");
        proxy();
        try (TestNode node = TestNode.start(folder)) {
            assertThat(post(node)).isEqualTo(202);
            assertThat(folder.resolve("kept").toFile().list()).hasSize(1);
            assertThat(description(node).path("type").asString()).isEqualTo("custom-message-store");
            assertThat(description(node).path("size").asInt()).isEqualTo(1);
        }
        try (CountingBackEnd backEnd = CountingBackEnd.start()) {
            artifact(
                    "BackEnd",
                    "<endpoint name=\"BackEnd\" xmlns=\"http://ws.apache.org/ns/synapse\">"
                            + "<address uri=\"http://127.0.0.1:" + backEnd.port() + "\"/></endpoint>");
            artifact("Forward", """
                    <messageProcessor name="Forward" messageStore="Orders" targetEndpoint="BackEnd"
                        class="org.apache.synapse.message.processor.impl.forwarder.ScheduledMessageForwardingProcessor"
                        xmlns="http://ws.apache.org/ns/synapse"/>""");
            try (TestNode node = TestNode.start(folder)) {
                await().atMost(PATIENCE).until(() -> backEnd.calls() == 1);
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(folder.resolve("kept").toFile().list())
                                        .isEmpty());
                assertThat(description(node).path("books").path("unaccounted").asInt(-1))
                        .isZero();
            }
        }
    }

    @Test
    void classes_that_cannot_be_used_are_named_with_what_to_do_and_the_rest_is_deployed() throws IOException {
        CustomJar.make(
                lib.resolve("stores.jar"),
                Map.of(
                        "com/example/DirectoryStore.java",
                        Files.readString(SAMPLE),
                        "com/example/OldStore.java",
                        "package com.example; public class OldStore extends"
                                + " org.apache.synapse.message.store.AbstractMessageStore {}",
                        "org/apache/synapse/message/store/AbstractMessageStore.java",
                        "package org.apache.synapse.message.store; public class AbstractMessageStore {}",
                        "com/example/Other.java",
                        "package com.example; public class Other {}"),
                List.of("org/apache/synapse"),
                Map.of("META-INF/services/dev.holdfast.store.MessageStoreProvider", "com.example.NoSuchProvider\n"));
        store("Right", "com.example.DirectoryStore", "");
        store("Near", "com.example.DirectoryStor", "");
        store("Old", "com.example.OldStore", "");
        store("Wrong", "com.example.Other", "");
        Application application = Application.read(
                folder.resolve("artifacts"), new SettingsReader().settings(), EmbeddedStoreProvider.forReading());
        assertThat(application.stores())
                .singleElement()
                .matches(store -> store.name().equals("Right"));
        assertThat(application.problems())
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem.toString())
                        .contains("Near.xml", "did you mean 'com.example.DirectoryStore'"))
                .anySatisfy(problem -> assertThat(problem.toString())
                        .contains("Old.xml", "written against the API of Synapse", "dev.holdfast.custom.CustomStore"))
                .anySatisfy(problem -> assertThat(problem.toString())
                        .contains("Wrong.xml", "does not implement dev.holdfast.custom.CustomStore"));
    }

    @Test
    void a_technology_of_a_user_is_found_by_its_class_names() throws IOException {
        CustomJar.make(
                lib.resolve("stores.jar"),
                Map.of("com/example/Provider.java", """
                        package com.example;
                        import dev.holdfast.settings.Parameters;
                        import dev.holdfast.store.*;
                        public final class Provider implements MessageStoreProvider {
                            public java.util.Set<String> classNames() { return java.util.Set.of("example"); }
                            public String type() { return "example-message-store"; }
                            public Blueprint read(Parameters parameters) {
                                int capacity = parameters.count("capacity", 10, 1);
                                return setting -> new VolatileMessageStore(setting.name(), setting.timer(), capacity);
                            }
                        }"""),
                List.of(),
                Map.of("META-INF/services/dev.holdfast.store.MessageStoreProvider", "com.example.Provider\n"));
        store("Own", "example", "<parameter name=\"capacity\">none</parameter>");
        store("Good", "example", "<parameter name=\"capacity\">5</parameter>");
        Application application = Application.read(
                folder.resolve("artifacts"), new SettingsReader().settings(), EmbeddedStoreProvider.forReading());
        assertThat(application.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("Own.xml", "'capacity' is 'none'"));
        assertThat(application.stores())
                .singleElement()
                .matches(store -> store.type().equals("example-message-store"));
    }

    private void proxy() throws IOException {
        artifact("Proxy", """
                <proxy name="Orders" transports="http" xmlns="http://ws.apache.org/ns/synapse"><target><inSequence>
                  <property name="FORCE_SC_ACCEPTED" value="true" scope="axis2"/>
                  <property name="OUT_ONLY" value="true"/>
                  <store messageStore="Orders"/>
                </inSequence></target></proxy>""");
    }

    private JsonNode description(TestNode node) throws Exception {
        try (ApiClient api = new ApiClient(node.node().managementPort().orElseThrow(), folder.resolve("data/keys"))) {
            api.login(password(node));
            return api.get("/message-stores?name=Orders").json();
        }
    }

    /// It is said once, at the first start.
    private String password(TestNode node) throws IOException {
        Path kept = folder.resolve("password");
        return Files.exists(kept) ? Files.readString(kept) : Files.readString(Files.writeString(kept, node.password()));
    }

    private static int post(TestNode node) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + node.node().ports().getFirst() + "/services/Orders"))
                    .header("Content-Type", "application/xml")
                    .POST(HttpRequest.BodyPublishers.ofString("<order/>"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private void store(String name, String type, String parameters) throws IOException {
        artifact(
                name,
                "<messageStore name=\"%s\" class=\"%s\" xmlns=\"http://ws.apache.org/ns/synapse\">%s</messageStore>"
                        .formatted(name, type, parameters));
    }

    private void artifact(String name, String text) throws IOException {
        Files.writeString(folder.resolve("artifacts/" + name + ".xml"), text);
    }
}
