// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A client that sends exactly what a test says and shows exactly what came back.
final class RawClient implements Closeable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    static RawClient connect(int port) throws IOException {
        return new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /// An answer as it came.
    record Answer(int status, List<String> fields, String body) {

        Optional<String> field(String name) {
            return fields.stream()
                    .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(field -> field.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /// Reads one answer, its body by its Content-Length.
    Answer receive() throws IOException {
        Answer head = receiveHead();
        int length = head.field("Content-Length").map(Integer::parseInt).orElse(0);
        String body = new String(in().readNBytes(length), StandardCharsets.ISO_8859_1);
        return new Answer(head.status(), head.fields(), body);
    }

    Answer receiveHead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            int b = in().read();
            if (b < 0) {
                throw new EOFException("the connection ended after: " + bytes.toString(StandardCharsets.ISO_8859_1));
            }
            bytes.write(b);
            head = b == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
        }
        String[] lines = head.split("\r\n", -1);
        return new Answer(
                Integer.parseInt(lines[0].substring(9, 12)),
                Arrays.asList(lines).subList(1, lines.length - 2),
                "");
    }

    /// Everything until the server closes.
    String receiveRest() throws IOException {
        return new String(in().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    /// Ends the connection from this side before the end of the test.
    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
