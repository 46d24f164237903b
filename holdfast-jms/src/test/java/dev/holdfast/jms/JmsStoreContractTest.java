// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.ActiveMqBroker;
import dev.holdfast.store.CountableContract;
import dev.holdfast.store.MessageStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// ActiveMQ Classic 6 with its own client.
final class JmsStoreContractTest extends JmsContract implements CountableContract {

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
    String url() {
        return broker.url();
    }

    @Override
    public MessageStore countableStore() {
        return store();
    }
}
