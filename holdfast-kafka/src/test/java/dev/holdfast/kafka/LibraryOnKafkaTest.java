// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.Books;
import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.MessageStoreClient;
import dev.holdfast.StoreSource;
import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.message.Content;
import dev.holdfast.servers.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The library with a real Kafka.
final class LibraryOnKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void what_is_stored_is_forwarded() throws InterruptedException {
        ScriptedEndpoint backEnd = new ScriptedEndpoint("back-end");
        try (KafkaServer server = KafkaServer.start(folder);
                Holdfast holdfast = Holdfast.open(Books.inMemory())) {
            StoreSource orders = KafkaStore.on(server.address(), "orders")
                    .group("order-processors")
                    .createTopic(1)
                    .client("client.id", "orders")
                    .sendTimeout(Duration.ofSeconds(20))
                    .build();
            MessageStoreClient client = holdfast.client(orders).build();
            ForwardingProcessor processor = holdfast.processor(orders, backEnd).build();
            client.store(holdfast.message(Content.ofText("one", "text/plain")));
            processor.start();
            await().atMost(PATIENCE).until(() -> backEnd.bodies().contains("one"));
            assertThat(backEnd.bodies()).containsExactly("one");
        }
    }
}
