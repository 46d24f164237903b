// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.ActiveMq5Broker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// An ActiveMQ Classic from before 5.14 with the client of ActiveMQ Classic 6.
@Tag("long")
final class OldActiveMqContractTest extends JmsContract {

    @TempDir
    private static Path folder;

    private static ActiveMq5Broker broker;

    @BeforeAll
    static void startBroker() {
        broker = ActiveMq5Broker.startOld(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    String url() {
        return broker.url();
    }
}
