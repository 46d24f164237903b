// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.standin;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// Something that artifacts name and a developer may not have: what it is, where it must listen, and how it is
/// started.
///
/// @param name for people and file names, such as `activemq-61616`
/// @param what it is, for people
/// @param address where artifacts expect it
/// @param mainClass of the process, in the folder of stand-ins of the distribution
/// @param arguments of the process
/// @param console whether its output belongs onto the console, or into a file
record StandIn(
        String name,
        String what,
        InetSocketAddress address,
        String mainClass,
        List<String> arguments,
        boolean console) {

    private static final int BROKER_PORT = 61_616;
    private static final int HTTP_PORT = 80;

    /// A broker, keeping its messages in a folder below the given one.
    static StandIn broker(URI url, Path folder) {
        int port = url.getPort() < 0 ? BROKER_PORT : url.getPort();
        String name = "activemq-" + port;
        return new StandIn(
                name,
                "an ActiveMQ Classic broker",
                new InetSocketAddress(url.getHost(), port),
                "dev.holdfast.dev.BrokerStandIn",
                List.of(
                        "tcp://" + url.getHost() + ":" + port,
                        folder.resolve(name).toString()),
                false);
    }

    /// A back end: the stock quote service of the samples.
    static StandIn backEnd(URI address) {
        int port = address.getPort() < 0 ? HTTP_PORT : address.getPort();
        String path = address.getPath() == null || address.getPath().isEmpty() ? "/" : address.getPath();
        return new StandIn(
                "stockquote-" + port,
                "the SimpleStockQuoteService",
                new InetSocketAddress(address.getHost(), port),
                "dev.holdfast.dev.StockQuoteStandIn",
                List.of(Integer.toString(port), path),
                true);
    }

    /// Where it listens, as a URL.
    String url() {
        return arguments.getFirst().startsWith("tcp:")
                ? arguments.getFirst()
                : "http://" + address.getHostString() + ":" + address.getPort() + arguments.getLast();
    }
}
