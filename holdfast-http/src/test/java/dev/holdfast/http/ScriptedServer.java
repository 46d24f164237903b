// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A back end that does to each connection what a test says, byte for byte.
final class ScriptedServer implements Closeable {

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ServerSocket server;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /// What is done to a connection.
    interface Script {
        void play(Guest guest) throws IOException;
    }

    ScriptedServer(Script script) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /// Reads whole requests and answers each with these bytes, until the client goes.
    static ScriptedServer answering(String answer) throws IOException {
        return new ScriptedServer(guest -> {
            while (true) {
                guest.readRequest();
                guest.write(answer);
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/path";
    }

    int port() {
        return server.getLocalPort();
    }

    /// How many connections were taken.
    int connections() {
        return connections.get();
    }

    /// The heads of the requests, as they came.
    List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        server.close();
        closed.countDown();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> play(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void play(Socket socket) {
        try (socket) {
            script.play(new Guest(socket));
        } catch (IOException e) {
            open.remove(socket);
        }
    }

    /// One connection, from the server's side.
    final class Guest {

        private final Socket socket;

        private Guest(Socket socket) {
            this.socket = socket;
        }

        /// Reads one request, its body by its Content-Length.
        ///
        /// @return its body
        byte[] readRequest() throws IOException {
            return in().readNBytes(contentLength(readHead()));
        }

        String readHead() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            String head = "";
            while (!head.endsWith("\r\n\r\n")) {
                int b = in().read();
                if (b < 0) {
                    throw new EOFException();
                }
                bytes.write(b);
                head = b == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
            }
            heads.add(head);
            return head;
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        InputStream in() throws IOException {
            return socket.getInputStream();
        }

        /// Ends the connection as a crash does.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        void shutdownOutput() throws IOException {
            socket.shutdownOutput();
        }

        /// Reads nothing and says nothing until the server is closed.
        void stall() throws IOException {
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }

        /// Writes the text one character at a time, as fast as the client reads, until the server is closed.
        void dripForever(String text) throws IOException {
            while (!server.isClosed()) {
                for (int i = 0; i < text.length() && !server.isClosed(); i++) {
                    write(text.substring(i, i + 1));
                    TestTime.pass(Duration.ofMillis(5));
                }
            }
        }
    }

    private static int contentLength(String head) {
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(15).strip());
            }
        }
        return 0;
    }
}
