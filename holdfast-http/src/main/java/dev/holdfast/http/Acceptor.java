// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.time.Timer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/// One socket that takes connections. A failure to take one, such as too many open files, is waited out: it
/// never ends the listening.
final class Acceptor implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Acceptor.class.getName());
    private static final int BACKLOG = 1_024;
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

    private final ListenerSettings.Socket settings;
    private final ServerSocket server;
    private final Optional<ServerTls> tls;

    private Acceptor(ListenerSettings.Socket settings, ServerSocket server, Optional<ServerTls> tls) {
        this.settings = settings;
        this.server = server;
        this.tls = tls;
    }

    /// Binds the port. Clients can connect from now on; they are served once [#run] runs.
    ///
    /// @throws HttpSetupException when that is not possible
    static Acceptor bind(ListenerSettings.Socket settings) {
        Optional<ServerTls> tls = settings.tls().map(ServerTls::of);
        InetSocketAddress address = settings.host().isEmpty()
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(settings.host(), settings.port());
        try {
            ServerSocket server = new ServerSocket();
            try {
                server.setReuseAddress(true);
                server.bind(address, BACKLOG);
            } catch (IOException e) {
                server.close();
                throw e;
            }
            return new Acceptor(settings, server, tls);
        } catch (IOException e) {
            throw notBound(settings, address, e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /// Takes connections until the socket is closed.
    void run(Service service, BiConsumer<Socket, Optional<ServerTls>> use) {
        try {
            take(new Outage(service.timer()), use);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Outage outage, BiConsumer<Socket, Optional<ServerTls>> use) throws InterruptedException {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                outage.end();
                Barrier.run("taking a connection", () -> use.accept(socket, tls));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    outage.waitOut(e);
                }
            }
        }
    }

    /// Says to one client too many that it may come again, if that can be said without a handshake.
    void turnAway(Socket socket, Service service) {
        try (socket) {
            if (tls.isEmpty()) {
                new ResponseWriter(new BufferedOutputStream(socket.getOutputStream()), service.date(), service.timer())
                        .write(Refusal.TOO_MANY_CONNECTIONS);
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "a client was gone before it was turned away", e);
        }
    }

    /// Takes no more connections.
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "a server socket did not close", e);
        }
    }

    private static HttpSetupException notBound(
            ListenerSettings.Socket settings, InetSocketAddress address, IOException cause) {
        String host = settings.host().isEmpty() ? "all addresses" : settings.host();
        String place = "cannot listen on port " + settings.port() + " (" + settings.setting() + ") of " + host + ": ";
        if (cause instanceof BindException && isOfThisMachine(address)) {
            return new HttpSetupException(
                    HttpSetupException.Category.PORT_IN_USE,
                    place + cause.getMessage() + "; expected a port that no other program has and this one may use",
                    cause);
        }
        return new HttpSetupException(
                HttpSetupException.Category.ADDRESS,
                place + cause.getMessage() + "; expected a name or address of this machine",
                cause);
    }

    private static boolean isOfThisMachine(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        try {
            return host != null && (host.isAnyLocalAddress() || NetworkInterface.getByInetAddress(host) != null);
        } catch (SocketException e) {
            LOGGER.log(Level.DEBUG, "network interfaces cannot be listed", e);
            return false;
        }
    }

    /// A time in which no connection can be taken: one line in the log when it begins and one when it ends. While
    /// no file can be opened no class can be loaded either, so what is needed is there before.
    private final class Outage {

        private final Timer timer;
        private final Timer.Waiter pause;
        private boolean isOn;

        private Outage(Timer timer) {
            this.timer = timer;
            this.pause = timer.newWaiter();
        }

        private void waitOut(IOException cause) throws InterruptedException {
            if (!isOn) {
                isOn = true;
                LOGGER.log(
                        Level.ERROR,
                        "Port {0} ({1}) takes no connections for now: {2}",
                        String.valueOf(port()),
                        settings.setting(),
                        cause.getMessage());
            }
            pause.await(timer.instant().plus(AFTER_FAILURE));
        }

        private void end() {
            if (isOn) {
                isOn = false;
                LOGGER.log(
                        Level.INFO,
                        "Port {0} ({1}) takes connections again",
                        String.valueOf(port()),
                        settings.setting());
            }
        }
    }
}
