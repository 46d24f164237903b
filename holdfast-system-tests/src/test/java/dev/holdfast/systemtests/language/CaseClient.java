// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.systemtests.language;

import dev.holdfast.systemtests.language.HttpText.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends a request as it is written, and reads the answer as it comes: no library stands between that would repair
/// either.
final class CaseClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HEAD_END = "\r\n\r\n";

    private final int port;

    CaseClient(int port) {
        this.port = port;
    }

    HttpText send(HttpText request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(bytes(request));
            return answer(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("no answer to " + request.start() + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(HttpText request) {
        byte[] body = request.body().orElse(new byte[0]);
        StringBuilder head = new StringBuilder(request.start());
        head.append(request.start().contains(" HTTP/") ? "" : " HTTP/1.1").append("\r\n");
        request.fields().forEach(field -> append(head, field.name(), field.value()));
        appendMissing(head, request, "Host", "localhost");
        appendMissing(head, request, "Connection", "close");
        if (body.length > 0 && request.values("Transfer-Encoding").isEmpty()) {
            appendMissing(head, request, "Content-Length", Integer.toString(body.length));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        all.writeBytes(body);
        return all.toByteArray();
    }

    private static void appendMissing(StringBuilder head, HttpText request, String name, String value) {
        if (request.values(name).isEmpty()) {
            append(head, name, value);
        }
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static HttpText answer(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(HEAD_END);
        if (end < 0) {
            throw new CaseException("no answer came, but: '" + text + "'");
        }
        List<String> lines = text.substring(0, end).lines().toList();
        List<Field> fields = new ArrayList<>();
        lines.stream().skip(1).map(Field::parse).forEach(fields::add);
        String body = text.substring(end + HEAD_END.length());
        HttpText head = new HttpText(lines.getFirst(), fields, List.of(), List.of(), Optional.empty());
        String whole = head.values("Transfer-Encoding").isEmpty() ? body : joined(body);
        return new HttpText(
                head.start(),
                fields,
                List.of(),
                List.of(),
                whole.isEmpty() ? Optional.empty() : Optional.of(whole.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String joined(String chunks) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        int size = -1;
        while (size != 0) {
            int lineEnd = chunks.indexOf("\r\n", at);
            size = Integer.parseInt(chunks.substring(at, lineEnd), 16);
            whole.append(chunks, lineEnd + 2, lineEnd + 2 + size);
            at = lineEnd + 2 + size + 2;
        }
        return whole.toString();
    }
}
