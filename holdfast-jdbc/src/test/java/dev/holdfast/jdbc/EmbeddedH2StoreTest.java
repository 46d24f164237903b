// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.store.StoreConsumer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// H2 in this process, on a file of its own.
final class EmbeddedH2StoreTest extends JdbcContract {

    @TempDir
    private Path folder;

    @Override
    JdbcFixture.Access access() {
        return new JdbcFixture.Access("org.h2.Driver", "jdbc:h2:" + folder.resolve("messages"), "sa", "");
    }

    @Override
    protected void crash(StoreConsumer consumer) {
        ((JdbcConsumer) consumer).abort();
    }
}
