// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands before a server and does not tell it that a client has gone, as a network that has lost a connection.
final class HalfOpenRelay implements AutoCloseable {

    private final ServerSocket listener;
    private final URI server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /// @param url of JDBC, with host and port
    HalfOpenRelay(String url) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = URI.create(url.replaceFirst(".*?//", "tcp://"));
        Thread.ofVirtual().start(this::accept);
    }

    /// The URL by which clients come here instead.
    String instead(String url) {
        return url.replaceFirst(":" + server.getPort(), ":" + listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket behind = new Socket(server.getHost(), server.getPort());
                sockets.add(client);
                sockets.add(behind);
                Thread.ofVirtual().start(() -> copy(client, behind));
                Thread.ofVirtual().start(() -> answer(behind, client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One of them has gone, and the other is not told.
        }
    }

    /// A server that hangs up is heard.
    private static void answer(Socket behind, Socket client) {
        copy(behind, client);
        try {
            client.close();
        } catch (IOException _) {
            // It has gone.
        }
    }
}
