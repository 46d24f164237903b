// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.ArtemisServer;
import dev.holdfast.store.MessageStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Artemis with its own client.
final class ArtemisContractTest extends JmsContract {

    @TempDir
    private static Path folder;

    private static ArtemisServer broker;

    @BeforeAll
    static void startBroker() {
        broker = ArtemisServer.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    String url() {
        return broker.url();
    }

    @Override
    MessageStore openStore(String... parameters) {
        return ArtemisFixture.store(url(), NAME, parameters);
    }
}
