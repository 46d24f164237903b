// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.cli;

import dev.holdfast.configuration.Settings;
import dev.holdfast.configuration.SettingsReader;
import dev.holdfast.server.Node;
import dev.holdfast.server.NodeOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `holdfast rehearse FOLDER`: starts, takes some messages and stops, so that the JVM can write down what a
/// start needs
/// (JEP 514); the start script asks for it once after a build.
@Command(name = "rehearse", description = "Starts and stops once, for the start script.", hidden = true)
final class RehearseCommand implements Callable<Integer> {

    private static final int MESSAGES = 500;
    private static final String PROXY = """
            <proxy xmlns="http://ws.apache.org/ns/synapse" name="P" transports="http"><target><inSequence>
              <property name="FORCE_SC_ACCEPTED" value="true" scope="axis2"/><property name="OUT_ONLY" value="true"/>
              <log level="full"/><store messageStore="S"/>
            </inSequence></target></proxy>""";
    private static final String STORE = "<messageStore xmlns=\"http://ws.apache.org/ns/synapse\" name=\"S\"/>";
    private static final String BODY =
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><a/></e:Body></e:Envelope>";
    private static final String REQUEST = "POST /services/P HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
            + "SOAPAction: \"urn:a\"\r\nConnection: close\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;

    @Parameters(paramLabel = "FOLDER", description = "An empty folder to work in.")
    private Path folder = Path.of(".");

    RehearseCommand() {}

    @Override
    public Integer call() throws IOException {
        Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
        Files.writeString(artifacts.resolve("P.xml"), PROXY);
        Files.writeString(artifacts.resolve("S.xml"), STORE);
        LogSetup.setLevels("OFF", Map.of());
        try (Node node = Node.start(NodeOptions.of(settings(), artifacts, line -> {}))) {
            for (int i = 0; i < MESSAGES; i++) {
                post(node.ports().getFirst());
            }
        }
        return ExitCode.OK.status();
    }

    private Settings settings() {
        return new SettingsReader()
                .environment(Map.of(
                        "HOLDFAST_DATA", folder.resolve("data").toString(),
                        "HOLDFAST_HTTP_ADDRESS", "127.0.0.1",
                        "HOLDFAST_HTTP_PORT", "0",
                        "HOLDFAST_HTTPS_PORT", "0",
                        "HOLDFAST_MANAGEMENT_PORT", "0",
                        "HOLDFAST_METRICS_PORT", "0"))
                .settings();
    }

    private static void post(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream answer = socket.getInputStream()) {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            answer.readAllBytes();
        }
    }
}
