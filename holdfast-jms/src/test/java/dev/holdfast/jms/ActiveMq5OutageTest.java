// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.ActiveMq5Broker;
import dev.holdfast.servers.EngineServer;
import dev.holdfast.store.MessageStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// ActiveMQ Classic 5 with the client of ActiveMQ Classic 6.
@Tag("long")
final class ActiveMq5OutageTest extends JmsOutageContract {

    @TempDir
    private static Path folder;

    private static ActiveMq5Broker broker;

    @BeforeAll
    static void startBroker() {
        broker = ActiveMq5Broker.start(folder);
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
