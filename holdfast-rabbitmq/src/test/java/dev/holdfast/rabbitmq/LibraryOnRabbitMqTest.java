// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.Books;
import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.MessageStoreClient;
import dev.holdfast.StoreRetry;
import dev.holdfast.StoreSource;
import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.message.Content;
import dev.holdfast.servers.RabbitMqServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The library with a real RabbitMQ.
final class LibraryOnRabbitMqTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A quorum queue that was made just now refuses messages for a moment.
    private static final StoreRetry UNTIL_THERE_IS_A_LEADER = StoreRetry.times(20, Duration.ofMillis(500));

    @TempDir
    private Path folder;

    @Test
    void what_is_stored_is_forwarded_from_a_quorum_queue_too() throws InterruptedException {
        ScriptedEndpoint backEnd = new ScriptedEndpoint("back-end");
        try (RabbitMqServer server = RabbitMqServer.start(folder);
                Holdfast holdfast = Holdfast.open(Books.inMemory())) {
            StoreSource classic =
                    RabbitMqStore.on("127.0.0.1", server.port(), "orders").build();
            StoreSource quorum = RabbitMqStore.on("127.0.0.1", server.port(), "safe-orders")
                    .orOn("localhost", server.port())
                    .credentials("guest", "guest")
                    .virtualHost("/")
                    .quorumQueue()
                    .singleActiveConsumer()
                    .sendTimeout(Duration.ofSeconds(20))
                    .build();
            for (StoreSource store : new StoreSource[] {classic, quorum}) {
                MessageStoreClient client =
                        holdfast.client(store).retry(UNTIL_THERE_IS_A_LEADER).build();
                ForwardingProcessor processor =
                        holdfast.processor(store, backEnd).build();
                processor.start();
                client.store(holdfast.message(Content.ofText(store.name(), "text/plain")));
            }
            await().atMost(PATIENCE).until(() -> backEnd.sent().size() == 2);
            assertThat(backEnd.bodies()).containsExactlyInAnyOrder("orders", "safe-orders");
        }
    }
}
