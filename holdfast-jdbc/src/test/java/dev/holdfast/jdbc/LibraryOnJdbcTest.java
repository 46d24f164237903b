// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.Books;
import dev.holdfast.ForwardingProcessor;
import dev.holdfast.Holdfast;
import dev.holdfast.MessageStoreClient;
import dev.holdfast.StoreSource;
import dev.holdfast.endpoint.ScriptedEndpoint;
import dev.holdfast.message.Content;
import dev.holdfast.servers.H2Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The library with a real database.
final class LibraryOnJdbcTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final ScriptedEndpoint backEnd = new ScriptedEndpoint("back-end");

    @Test
    void what_is_stored_is_forwarded_and_so_is_what_was_committed_with_an_order()
            throws InterruptedException, SQLException {
        try (H2Server server = H2Server.start(folder);
                Holdfast holdfast = Holdfast.open(Books.inMemory())) {
            JdbcFixture.Access access = JdbcFixture.Access.to(server);
            StoreSource orders = JdbcStore.on(access.driver(), access.url(), "waiting_orders")
                    .credentials(access.user(), access.password())
                    .createTable()
                    .sendTimeout(Duration.ofSeconds(20))
                    .build();
            MessageStoreClient client = holdfast.client(orders).build();
            ForwardingProcessor processor = holdfast.processor(orders, backEnd).build();
            processor.start();
            client.store(holdfast.message(Content.ofText("one", "text/plain")));
            awaitSent(1);
            Outbox outbox = new Outbox("waiting_orders", "waiting_orders", holdfast.clock(), holdfast.ids());
            try (Connection connection = access.connect()) {
                connection.setAutoCommit(false);
                outbox.append(connection, holdfast.message(Content.ofText("rolled back", "text/plain")));
                connection.rollback();
                outbox.append(connection, holdfast.message(Content.ofText("committed", "text/plain")));
                connection.commit();
            }
            awaitSent(2);
            assertThat(backEnd.bodies()).containsExactly("one", "committed");
            assertThat(orders.toString()).doesNotContain(access.password());
        }
    }

    private void awaitSent(int count) {
        await().atMost(PATIENCE).until(() -> backEnd.sent().size() == count);
    }
}
