// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// H2 in this process, on a file of its own.
final class EmbeddedH2StoreTest extends JdbcContract {

    /// Among what is built: a store looks at its table in the background, so that files may come at any time.
    private final Path folder;

    EmbeddedH2StoreTest() throws IOException {
        folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "embedded-h2-");
    }

    @Override
    JdbcFixture.Access access() {
        return new JdbcFixture.Access("org.h2.Driver", "jdbc:h2:" + folder.resolve("messages"), "sa", "");
    }
}
