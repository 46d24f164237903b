// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.servers.EngineServer;
import dev.holdfast.store.MessageStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// ActiveMQ Classic 6 with its own client.
final class ActiveMqOutageTest extends JmsOutageContract {

    @TempDir
    private static Path folder;

    private static ActiveMqBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = ActiveMqBroker.start(folder);
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
