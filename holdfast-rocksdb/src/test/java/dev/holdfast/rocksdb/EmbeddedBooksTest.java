// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.MessageStoreClient;
import dev.holdfast.endpoint.Outbound;
import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.ledger.Counter;
import dev.holdfast.message.Content;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the library remembers in a folder.
class EmbeddedBooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void messages_and_attempts_outlive_the_application() throws InterruptedException {
        ScriptedEndpoint down = new ScriptedEndpoint("back-end").otherwise(ScriptedEndpoint.notSent());
        EmbeddedBooks books = EmbeddedBooks.in(folder);
        try (Holdfast holdfast = Holdfast.open(books);
                MessageStoreClient client =
                        holdfast.client(books.store("orders")).build();
                ForwardingProcessor processor = holdfast.processor(books.store("orders"), down)
                        .maxRedeliveryAttempts(-1)
                        .retryInterval(Duration.ofMillis(10))
                        .build()) {
            client.store(holdfast.message(Content.ofText("one", "text/plain")));
            processor.start();
            await().atMost(PATIENCE).until(() -> down.sent().size() >= 3);
        }
        int before = down.sent().getLast().attempt();
        ScriptedEndpoint up = new ScriptedEndpoint("back-end");
        EmbeddedBooks again = EmbeddedBooks.in(folder);
        try (Holdfast holdfast = Holdfast.open(again);
                ForwardingProcessor processor =
                        holdfast.processor(again.store("orders"), up).build()) {
            processor.start();
            await().atMost(PATIENCE).until(() -> holdfast.balance("orders").get(Counter.DELIVERED) == 1);
            assertThat(up.sent()).extracting(Outbound::attempt).containsExactly(before + 1);
        }
    }

    @Test
    void a_store_is_for_the_holdfast_that_has_its_books() {
        try (Holdfast other = Holdfast.open(EmbeddedBooks.in(folder))) {
            EmbeddedBooks unopened = EmbeddedBooks.in(folder);
            assertThatThrownBy(() -> other.client(unopened.store("orders")).build())
                    .hasMessageContaining("are not open");
        }
    }

    @Test
    void a_folder_in_use_is_refused() {
        try (Holdfast first = Holdfast.open(EmbeddedBooks.in(folder))) {
            assertThatThrownBy(() -> Holdfast.open(EmbeddedBooks.in(folder))).isInstanceOf(DatabaseException.class);
            assertThat(first.balance("orders").outstanding()).isZero();
        }
    }
}
