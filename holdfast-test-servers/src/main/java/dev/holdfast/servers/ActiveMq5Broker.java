// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import dev.holdfast.dev.BrokerStandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A broker of ActiveMQ Classic 5, on a class path of its own.
public final class ActiveMq5Broker extends ProcessServer {

    private final int port = FreePort.next();
    private final String installation;
    private final Path folder;
    private final List<String> options;

    private ActiveMq5Broker(String installation, Path folder, List<String> options) {
        this.installation = installation;
        this.folder = folder;
        this.options = List.copyOf(options);
        begin();
    }

    /// Starts a broker.
    ///
    /// @param folder for its messages
    public static ActiveMq5Broker start(Path folder) {
        return new ActiveMq5Broker("activemq5", folder, List.of());
    }

    /// Starts a broker from before 5.14, whose protocol is older: it commits what is left of a transaction of which it
    /// has refused a message.
    ///
    /// @param folder for its messages
    /// @param options of [BrokerStandIn]
    public static ActiveMq5Broker startOld(Path folder, String... options) {
        return new ActiveMq5Broker("activemq-old", folder, List.of(options));
    }

    /// Where it listens, such as `tcp://127.0.0.1:40123`.
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /// The stand-in uses nothing of the broker but what all versions have.
    @Override
    ChildProcess launch() {
        List<Path> classPath = new ArrayList<>(Installation.jars(installation));
        classPath.addFirst(Installation.location(BrokerStandIn.class));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                Installation.classPath(classPath),
                BrokerStandIn.class.getName(),
                url(),
                folder.toString(),
                "--parent=" + ProcessHandle.current().pid()));
        command.addAll(options);
        return ChildProcess.start(command, Map.of(), "Broker is up on");
    }
}
