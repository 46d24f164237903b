// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.servers.FreePort;
import dev.holdfast.servers.RabbitMqServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One server for all tests that leave it running: it takes several seconds to start. Their classes are of the same
/// thread, one after the other: some freeze it, or take away its disk.
final class SharedServer implements BeforeAllCallback {

    /// The size of the largest message that it takes.
    static final int LARGEST = 12 << 20;

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedServer.class);

    /// Users who may only read, and who may not even see the virtual host.
    private static final String DEFINITIONS = """
            {"vhosts": [{"name": "/"}],
             "users": [{"name": "guest", "password": "guest", "tags": "administrator"},
                       {"name": "reader", "password": "r", "tags": ""},
                       {"name": "stranger", "password": "s", "tags": ""}],
             "permissions": [
               {"user": "guest", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"},
               {"user": "reader", "vhost": "/", "configure": "^$", "write": "^$", "read": ".*"}]}
            """;

    /// The server, running.
    static final class Running implements AutoCloseable {

        private final Path folder;
        private final int tlsPort = FreePort.next();
        private final SelfSigned certificate;
        private final RabbitMqServer server;

        private Running() {
            try {
                folder = Files.createTempDirectory("holdfast-rabbitmq-");
                certificate = SelfSigned.make(folder.resolve("certificate"));
                Path definitions = Files.writeString(folder.resolve("definitions.json"), DEFINITIONS);
                server = RabbitMqServer.start(
                        folder.resolve("server"),
                        "load_definitions = " + definitions,
                        "max_message_size = " + LARGEST,
                        "listeners.ssl.1 = 127.0.0.1:" + tlsPort,
                        "ssl_options.cacertfile = " + certificate.certificate(),
                        "ssl_options.certfile = " + certificate.certificate(),
                        "ssl_options.keyfile = " + certificate.key());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        RabbitMqServer server() {
            return server;
        }

        /// Where it listens for encrypted connections.
        int tlsPort() {
            return tlsPort;
        }

        /// Its own.
        SelfSigned certificate() {
            return certificate;
        }

        /// For files of tests.
        Path folder() {
            return folder;
        }

        @Override
        public void close() throws IOException {
            server.close();
            List<Path> files;
            try (Stream<Path> walk = Files.walk(folder)) {
                files = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private static volatile @org.jspecify.annotations.Nullable Running running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot().getStore(NAMESPACE).computeIfAbsent("server", _ -> new Running(), Running.class);
    }

    /// The server, in a class that is extended with this.
    static Running running() {
        return java.util.Objects.requireNonNull(running);
    }
}
