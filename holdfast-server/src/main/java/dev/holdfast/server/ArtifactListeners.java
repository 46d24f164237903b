// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import dev.holdfast.http.HttpListener;
import dev.holdfast.http.HttpListener.CutOff;
import dev.holdfast.http.HttpSetupException;
import dev.holdfast.http.KeyStoreFile;
import dev.holdfast.http.TlsSettings;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.time.Timer;
import dev.holdfast.transport.ListenException;
import dev.holdfast.transport.Listeners;
import dev.holdfast.transport.RequestHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Opens the ports that artifacts ask for, each with the limits of the listener for clients. Thread-safe.
final class ArtifactListeners implements Listeners {

    private static final Logger LOGGER = System.getLogger(ArtifactListeners.class.getName());

    private final Network network;
    private final Supplier<KeyStoreFile> identity;
    private final Path artifacts;
    private final Means means;

    /// What all listeners have in common.
    ///
    /// @param timer gives time and threads
    /// @param work the room in memory for what flows make of bodies
    record Means(Timer timer, WorkRoom work) {}

    /// @param identity of the node, for those that bring none of their own
    /// @param artifacts the folder that relative names of files start from
    ArtifactListeners(Network network, Supplier<KeyStoreFile> identity, Path artifacts, Means means) {
        this.network = network;
        this.identity = identity;
        this.artifacts = artifacts;
        this.means = means;
    }

    @Override
    public Listening open(Place place, RequestHandler handler) {
        try {
            HttpListener listener = HttpListener.start(
                    network.inbound(place.name(), place.port(), place.tls().map(this::tls)),
                    handler,
                    means.timer,
                    means.work);
            return new Open(place.name(), listener);
        } catch (HttpSetupException | StartException | IllegalArgumentException e) {
            throw new ListenException(String.valueOf(e.getMessage()), e);
        }
    }

    private TlsSettings tls(Tls wanted) {
        return new TlsSettings(
                wanted.identity().map(this::file).orElseGet(identity),
                wanted.trusted().map(this::file),
                wanted.clients(),
                wanted.protocols(),
                wanted.ciphers());
    }

    /// @throws IllegalArgumentException when the name cannot be that of a file
    private KeyStoreFile file(KeyFile file) {
        try {
            return new KeyStoreFile(artifacts.resolve(file.path()), file.password(), file.keyPassword());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("key store '" + file.path() + "' cannot be the name of a file", e);
        }
    }

    private record Open(String name, HttpListener listener) implements Listening {

        @Override
        public int port() {
            return listener.ports().getFirst();
        }

        @Override
        public void stop(Duration within) {
            List<CutOff> cut = listener.stop(within);
            if (!cut.isEmpty()) {
                LOGGER.log(
                        Level.WARNING,
                        "{0} requests of the inbound endpoint {1} were cut off by the stop: {2}",
                        cut.size(),
                        name,
                        cut);
            }
        }
    }
}
