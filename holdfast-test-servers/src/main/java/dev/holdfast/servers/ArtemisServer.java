// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A broker of ActiveMQ Artemis, as it is distributed, which speaks its own protocol and OpenWire on one port. Its
/// users are `holdfast` with the password `secret`, and nobody, where security is off.
public final class ArtemisServer extends ProcessServer {

    private static final int SMALL_JOURNAL_FILE = 256 * 1024;

    private final int port;
    private final Path folder;
    private final Map<String, String> environment;

    private ArtemisServer(int port, Path folder, Map<String, String> environment, String more) {
        this.port = port;
        this.folder = folder.toAbsolutePath();
        this.environment = Map.copyOf(environment);
        configure(more);
        begin();
    }

    /// Starts a broker without security, which never moves a message for having been handed out too often.
    ///
    /// @param folder for its messages and its configuration
    public static ArtemisServer start(Path folder) {
        return start(folder, false, Map.of());
    }

    /// Starts a broker without security, whose disk is full when that is said.
    ///
    /// @param folder for its messages and its configuration
    public static ArtemisServer start(Path folder, FullDisk disk) {
        String smallFiles = "<journal-file-size>" + SMALL_JOURNAL_FILE + "</journal-file-size>";
        return new ArtemisServer(FreePort.next(), folder, disk.environment(), settings(false, Map.of()) + smallFiles);
    }

    /// Starts a broker.
    ///
    /// @param folder for its messages and its configuration
    /// @param security whether a user is asked for
    /// @param settings of all addresses, such as `max-size-bytes`, beside or instead of the usual ones
    public static ArtemisServer start(Path folder, boolean security, Map<String, String> settings) {
        return new ArtemisServer(FreePort.next(), folder, Map.of(), settings(security, settings));
    }

    private static String settings(boolean security, Map<String, String> settings) {
        StringBuilder more = new StringBuilder("<security-enabled>" + security + "</security-enabled>");
        more.append("<address-settings><address-setting match=\"#\">");
        if (!settings.containsKey("max-delivery-attempts")) {
            more.append("<max-delivery-attempts>-1</max-delivery-attempts>");
        }
        more.append("<auto-delete-queues>false</auto-delete-queues>");
        more.append("<auto-delete-addresses>false</auto-delete-addresses>");
        settings.forEach((name, value) -> more.append("<%s>%s</%s>".formatted(name, value, name)));
        more.append("</address-setting></address-settings>");
        return more.toString();
    }

    /// The jars of its client for Jakarta Messaging, without the interfaces of that.
    public static List<Path> client() {
        List<Path> jars = new ArrayList<>(Installation.jars("artemis-client"));
        List<String> parts = List.of(
                "artemis-commons-", "artemis-core-client-", "artemis-selector-", "asn-one-", "commons-", "jgroups-");
        Installation.jars("artemis").stream()
                .filter(jar -> parts.stream().anyMatch(name(jar)::startsWith)
                        || name(jar).startsWith("netty-"))
                .forEach(jars::add);
        return jars;
    }

    /// The jars of its client for JMS 2.0 (`javax.jms`), with the interfaces of that.
    public static List<Path> oldClient() {
        return Installation.jars("artemis").stream()
                .filter(jar -> name(jar).startsWith("artemis-") || name(jar).startsWith("jakarta.jms-api-"))
                .toList();
    }

    /// Where it listens, such as `tcp://127.0.0.1:40123`.
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    ChildProcess launch() {
        List<Path> libraries = Installation.jars("artemis");
        Path boot = libraries.stream()
                .filter(jar -> name(jar).equals("artemis-boot.jar"))
                .findFirst()
                .orElseThrow();
        Path home = java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(boot.getParent()).getParent());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dlog4j2.level=INFO",
                "-Djava.security.auth.login.config=" + folder.resolve("etc/login.config"),
                "-Dartemis.home=" + home,
                "-Dartemis.instance=" + folder,
                "-cp",
                boot.toString(),
                "org.apache.activemq.artemis.boot.Artemis",
                "run");
        return ChildProcess.start(command, environment, "AMQ221007");
    }

    private void configure(String more) {
        write("bootstrap.xml", """
                <broker xmlns="http://activemq.apache.org/schema">
                  <jaas-security domain="activemq"/>
                  <server configuration="%s"/>
                </broker>
                """.formatted(folder.resolve("etc/broker.xml").toUri()));
        write("management.xml", "<management-context xmlns=\"http://activemq.apache.org/schema\"/>");
        write("login.config", """
                activemq {
                  org.apache.activemq.artemis.spi.core.security.jaas.PropertiesLoginModule required
                      org.apache.activemq.jaas.properties.user="users.properties"
                      org.apache.activemq.jaas.properties.role="roles.properties";
                };
                """);
        write("users.properties", "holdfast=secret\n");
        write("roles.properties", "users=holdfast\n");
        write("broker.xml", broker(more));
    }

    /// The journal is flushed before a send is confirmed; small files, so that a start is quick.
    private String broker(String more) {
        return """
                <configuration xmlns="urn:activemq"><core xmlns="urn:activemq:core">
                  <name>holdfast-tests</name>
                  <journal-type>NIO</journal-type>
                  <journal-datasync>true</journal-datasync>
                  <journal-sync-transactional>true</journal-sync-transactional>
                  <journal-sync-non-transactional>true</journal-sync-non-transactional>
                  <journal-directory>%1$s/journal</journal-directory>
                  <bindings-directory>%1$s/bindings</bindings-directory>
                  <paging-directory>%1$s/paging</paging-directory>
                  <large-messages-directory>%1$s/large</large-messages-directory>
                  <journal-min-files>2</journal-min-files>
                  <journal-buffer-timeout>500000</journal-buffer-timeout>
                  <acceptors>
                    <acceptor name="all">%2$s?protocols=CORE,OPENWIRE;useEpoll=false</acceptor>
                  </acceptors>
                  <security-settings><security-setting match="#">
                    <permission type="createNonDurableQueue" roles="users"/>
                    <permission type="createDurableQueue" roles="users"/>
                    <permission type="createAddress" roles="users"/>
                    <permission type="consume" roles="users"/>
                    <permission type="browse" roles="users"/>
                    <permission type="send" roles="users"/>
                  </security-setting></security-settings>
                  %3$s
                </core></configuration>
                """.formatted(folder.resolve("data"), url(), more);
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(folder.resolve("etc"));
            Files.writeString(folder.resolve("etc").resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path jar) {
        return String.valueOf(jar.getFileName());
    }
}
