// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import dev.holdfast.dev.BrokerStandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A broker of ActiveMQ Classic: the stand-in of `holdfast dev`.
public final class ActiveMqBroker extends ProcessServer {

    private final int port;
    private final Path folder;
    private final Map<String, String> environment;
    private final List<String> options;

    private ActiveMqBroker(int port, Path folder, Map<String, String> environment, List<String> options) {
        this.port = port;
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.options = List.copyOf(options);
        begin();
    }

    /// Starts a broker.
    ///
    /// @param folder for its messages
    /// @param options of [BrokerStandIn]
    public static ActiveMqBroker start(Path folder, String... options) {
        return start(folder, Map.of(), options);
    }

    /// Starts a broker with something in its environment.
    ///
    /// @param folder for its messages
    /// @param environment added to that of this process
    /// @param options of [BrokerStandIn]
    public static ActiveMqBroker start(Path folder, Map<String, String> environment, String... options) {
        return new ActiveMqBroker(FreePort.next(), folder, environment, List.of(options));
    }

    /// Where it listens, such as `tcp://127.0.0.1:40123`.
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    ChildProcess launch() {
        List<String> arguments = new ArrayList<>(List.of(url(), folder.toString()));
        arguments.addAll(options);
        arguments.add("--parent=" + ProcessHandle.current().pid());
        return ChildProcess.start(BrokerStandIn.class, arguments, environment, "Broker is up on");
    }
}
