// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import dev.holdfast.transport.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A listener in a process of its own that may have few files open.
final class ListenerProcess implements AutoCloseable {

    private final Process process;
    private final int port;
    private final List<String> log = new CopyOnWriteArrayList<>();

    private ListenerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        Thread.ofVirtual()
                .start(() -> process.errorReader(StandardCharsets.UTF_8).lines().forEach(log::add));
    }

    static ListenerProcess start(int openFiles) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n " + openFiles + "; exec \"$0\" \"$@\"",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListenerProcess.class.getName())
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        return new ListenerProcess(process, Integer.parseInt(output.readLine()));
    }

    /// Whether a line of its log contains the text.
    boolean hasLogged(String text) {
        return log.stream().anyMatch(line -> line.contains(text));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /// Listens and tells the port, until it is killed.
    public static void main(String[] arguments) throws InterruptedException {
        ListenerSettings settings = ListenerSettings.of(ListenerSettings.Socket.http("http.port", "127.0.0.1", 0));
        HttpListener listener = HttpListener.start(settings, request -> Response.of(202), TestTime.TIMER);
        // The log opens its own files with its first line, which must not be in the outage.
        System.getLogger(ListenerProcess.class.getName()).log(System.Logger.Level.INFO, "ready");
        System.out.println(listener.ports().getFirst());
        new CountDownLatch(1).await();
    }
}
