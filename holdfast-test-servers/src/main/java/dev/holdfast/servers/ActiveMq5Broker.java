// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import dev.holdfast.dev.BrokerStandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A broker of ActiveMQ Classic 5, on a class path of its own.
public final class ActiveMq5Broker implements EngineServer {

    private final int port = FreePort.next();
    private final Path folder;
    private ChildProcess process;

    private ActiveMq5Broker(Path folder) {
        this.folder = folder;
        this.process = launch();
    }

    /// Starts a broker.
    ///
    /// @param folder for its messages
    public static ActiveMq5Broker start(Path folder) {
        return new ActiveMq5Broker(folder);
    }

    /// Where it listens, such as `tcp://127.0.0.1:40123`.
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void stop() {
        process.stop();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void freeze() {
        process.freeze();
    }

    @Override
    public void resume() {
        process.resume();
    }

    @Override
    public void restart() {
        process = launch();
    }

    @Override
    public void close() {
        process.close();
    }

    /// The stand-in uses nothing of the broker but what both versions have.
    private ChildProcess launch() {
        List<Path> classPath = new ArrayList<>(Installation.jars("activemq5"));
        classPath.addFirst(Installation.location(BrokerStandIn.class));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                Installation.classPath(classPath),
                BrokerStandIn.class.getName(),
                url(),
                folder.toString(),
                "--parent=" + ProcessHandle.current().pid());
        return ChildProcess.start(command, Map.of(), "Broker is up on");
    }
}
