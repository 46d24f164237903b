// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.ArtemisServer;
import dev.holdfast.servers.EngineServer;
import dev.holdfast.store.MessageStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// Artemis with the client of ActiveMQ Classic.
@Tag("long")
final class ArtemisOpenWireOutageTest extends JmsOutageContract {

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
    EngineServer broker() {
        return broker;
    }

    @Override
    MessageStore openStore(String... parameters) {
        return JmsFixture.store(broker.url(), NAME, parameters);
    }
}
