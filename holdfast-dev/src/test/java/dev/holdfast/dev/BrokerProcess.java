// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A broker in a process of its own, on a free port of the loopback interface. It keeps its port and its folder
/// when it is started again. Not thread-safe.
public final class BrokerProcess implements AutoCloseable {

    private final int port;
    private final Path folder;
    private final List<String> options;
    private ChildProcess process;

    private BrokerProcess(int port, Path folder, List<String> options) {
        this.port = port;
        this.folder = folder;
        this.options = List.copyOf(options);
        this.process = launch();
    }

    /// Starts a broker.
    ///
    /// @param folder for its messages
    /// @param options of [BrokerStandIn]
    public static BrokerProcess start(Path folder, String... options) {
        return new BrokerProcess(freePort(), folder, List.of(options));
    }

    /// A port of the loopback interface that nobody listened on just now.
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it listens, such as `tcp://127.0.0.1:40123`.
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /// The process that runs now, or ran last.
    public ChildProcess process() {
        return process;
    }

    /// Stops it cleanly.
    public void stop() {
        process.stop();
    }

    /// Kills it with SIGKILL.
    public void kill() {
        process.kill();
    }

    /// Stops its threads where they are.
    public void freeze() {
        process.freeze();
    }

    /// Lets it go on after [#freeze].
    public void resume() {
        process.resume();
    }

    /// Starts it again with what is in its folder; it must have ended.
    public void restart() {
        process = launch();
    }

    @Override
    public void close() {
        process.close();
    }

    private ChildProcess launch() {
        List<String> arguments = new ArrayList<>(List.of(url(), folder.toString()));
        arguments.addAll(options);
        arguments.add("--parent=" + ProcessHandle.current().pid());
        return ChildProcess.start(BrokerStandIn.class, arguments, "Broker is up on");
    }
}
