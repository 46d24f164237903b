// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands before a broker and can lose its answers on the way.
final class MuteRelay implements AutoCloseable {

    private final ServerSocket listener;
    private final URI broker;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean mute;

    MuteRelay(String brokerUrl) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.broker = URI.create(brokerUrl);
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "tcp://127.0.0.1:" + listener.getLocalPort();
    }

    /// From now on clients hear nothing of the broker, and the broker hears clients.
    void loseAnswers() {
        mute = true;
    }

    /// From now on clients hear the broker again, but not what they have missed.
    void passAnswers() {
        mute = false;
    }

    /// Cuts all connections; clients may connect anew.
    void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> relay(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void relay(Socket client) {
        try (client;
                Socket behind = new Socket(broker.getHost(), broker.getPort())) {
            sockets.add(behind);
            Thread back = Thread.ofVirtual().start(() -> answer(behind, client));
            ask(client, behind);
            back.join();
        } catch (IOException _) {
            // The broker is down: the client is turned away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ask(Socket client, Socket behind) {
        try (client;
                behind) {
            client.getInputStream().transferTo(behind.getOutputStream());
        } catch (IOException _) {
            // Both have gone.
        }
    }

    private void answer(Socket behind, Socket client) {
        byte[] some = new byte[8192];
        try (client;
                behind) {
            InputStream said = behind.getInputStream();
            OutputStream heard = client.getOutputStream();
            for (int count = said.read(some); count >= 0; count = said.read(some)) {
                if (!mute) {
                    heard.write(some, 0, count);
                }
            }
        } catch (IOException _) {
            // Both have gone.
        }
    }
}
