// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.server;

import static dev.holdfast.configuration.SettingKey.BODY_LIMIT;
import static dev.holdfast.configuration.SettingKey.CONNECTIONS_PER_TARGET;
import static dev.holdfast.configuration.SettingKey.CONNECTION_LIMIT;
import static dev.holdfast.configuration.SettingKey.CONNECT_TIMEOUT;
import static dev.holdfast.configuration.SettingKey.HEADER_LIMIT;
import static dev.holdfast.configuration.SettingKey.HTTPS_ENABLED;
import static dev.holdfast.configuration.SettingKey.HTTPS_PORT;
import static dev.holdfast.configuration.SettingKey.HTTP_ADDRESS;
import static dev.holdfast.configuration.SettingKey.HTTP_ENABLED;
import static dev.holdfast.configuration.SettingKey.HTTP_PORT;
import static dev.holdfast.configuration.SettingKey.IDLE_TIMEOUT;
import static dev.holdfast.configuration.SettingKey.INBOUND_OFFSET;
import static dev.holdfast.configuration.SettingKey.IN_DELIVERY_LIMIT;
import static dev.holdfast.configuration.SettingKey.IN_FLIGHT_LIMIT;
import static dev.holdfast.configuration.SettingKey.IN_WORK_LIMIT;
import static dev.holdfast.configuration.SettingKey.MANAGEMENT_ADDRESS;
import static dev.holdfast.configuration.SettingKey.MANAGEMENT_PORT;
import static dev.holdfast.configuration.SettingKey.METRICS_ADDRESS;
import static dev.holdfast.configuration.SettingKey.METRICS_PORT;
import static dev.holdfast.configuration.SettingKey.OFFSET;
import static dev.holdfast.configuration.SettingKey.REQUEST_LIMIT;
import static dev.holdfast.configuration.SettingKey.RESPONSE_LIMIT;

import dev.holdfast.configuration.SettingKey;
import dev.holdfast.configuration.Settings;
import dev.holdfast.http.KeyStoreFile;
import dev.holdfast.http.ListenerSettings;
import dev.holdfast.http.ListenerSettings.Head;
import dev.holdfast.http.ListenerSettings.Limits;
import dev.holdfast.http.ListenerSettings.Patience;
import dev.holdfast.http.ListenerSettings.Socket;
import dev.holdfast.http.TlsSettings;
import dev.holdfast.http.TransportSettings;
import dev.holdfast.http.TransportSettings.Answer;
import dev.holdfast.http.TransportSettings.Connections;
import dev.holdfast.message.BodyBudget;
import dev.holdfast.message.WorkRoom;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.time.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What the settings say about the network, in the terms of the HTTP module.
final class Network {

    private static final int SMALL_BODY = 1 << 20;
    private static final int FEW_REQUESTS = 64;
    private static final int FEW_CONNECTIONS = 256;
    private static final int TARGETS = 16;

    private final Settings settings;

    Network(Settings settings) {
        this.settings = settings;
    }

    /// The listener for clients; empty when the settings want none.
    ///
    /// @param identity of the HTTPS socket, asked for only when there is one
    Optional<ListenerSettings> clients(Supplier<KeyStoreFile> identity) {
        String address = text(HTTP_ADDRESS);
        List<Socket> sockets = new ArrayList<>();
        if (settings.flag(HTTP_ENABLED)) {
            sockets.add(Socket.http(HTTP_PORT.key(), address, port(HTTP_PORT)));
        }
        if (settings.flag(HTTPS_ENABLED)) {
            sockets.add(Socket.https(HTTPS_PORT.key(), address, port(HTTPS_PORT), identity.get()));
        }
        return sockets.isEmpty()
                ? Optional.empty()
                : Optional.of(new ListenerSettings(sockets, clientLimits(), patience()));
    }

    /// The listener of an inbound endpoint.
    ///
    /// @param name of the endpoint, for messages
    /// @param tls empty for HTTP
    ListenerSettings inbound(String name, int port, Optional<TlsSettings> tls) {
        int offset = settings.flag(INBOUND_OFFSET) && port > 0 ? settings.number(OFFSET) : 0;
        Socket socket = new Socket("inbound endpoint " + name, text(HTTP_ADDRESS), port + offset, tls);
        return new ListenerSettings(List.of(socket), clientLimits(), patience());
    }

    /// The listener for operators.
    ListenerSettings management(KeyStoreFile identity) {
        Socket socket = Socket.https(MANAGEMENT_PORT.key(), text(MANAGEMENT_ADDRESS), port(MANAGEMENT_PORT), identity);
        return ListenerSettings.of(socket).with(smallLimits());
    }

    /// The listener for health and metrics.
    ListenerSettings metrics() {
        return ListenerSettings.of(Socket.http(METRICS_PORT.key(), text(METRICS_ADDRESS), port(METRICS_PORT)))
                .with(smallLimits());
    }

    /// How requests are sent.
    TransportSettings transport() {
        int perTarget = settings.number(CONNECTIONS_PER_TARGET);
        Connections connections = Connections.defaults()
                .withConnectTimeout(settings.duration(CONNECT_TIMEOUT))
                .withNumbers(perTarget, perTarget * TARGETS);
        Answer answer = Answer.defaults();
        return TransportSettings.defaults()
                .with(connections)
                .with(new Answer(answer.lineBytes(), answer.headerFields(), bytes(RESPONSE_LIMIT)));
    }

    /// How much of bodies may be in memory while something is done with them.
    ProcessorContext.Memory memory(Timer timer) {
        long asked = settings.bytes(IN_DELIVERY_LIMIT);
        return new ProcessorContext.Memory(
                asked == 0 ? BodyBudget.usual(timer) : new BodyBudget(asked, timer),
                WorkRoom.of(settings.bytes(IN_WORK_LIMIT), timer));
    }

    /// Where clients find the listener, for people.
    String clientUrls(List<Integer> ports) {
        String host = text(HTTP_ADDRESS).isEmpty() ? "0.0.0.0" : text(HTTP_ADDRESS);
        List<String> urls = new ArrayList<>();
        if (settings.flag(HTTP_ENABLED)) {
            urls.add("http://" + host + ":" + ports.getFirst());
        }
        if (settings.flag(HTTPS_ENABLED)) {
            urls.add("https://" + host + ":" + ports.getLast());
        }
        return String.join(", ", urls);
    }

    private Limits clientLimits() {
        Limits defaults = Limits.defaults();
        Head head = new Head(
                defaults.head().requestLineBytes(),
                bytes(HEADER_LIMIT),
                defaults.head().headerFields());
        int body = bytes(BODY_LIMIT);
        long asked = settings.bytes(IN_FLIGHT_LIMIT);
        long inFlight = Math.max(asked == 0 ? defaults.bodiesInFlightBytes() : asked, body);
        return defaults.withHead(head)
                .withBodies(body, inFlight)
                .withNumbers(settings.number(REQUEST_LIMIT), settings.number(CONNECTION_LIMIT));
    }

    private static Limits smallLimits() {
        return Limits.defaults().withBodies(SMALL_BODY, 16L * SMALL_BODY).withNumbers(FEW_REQUESTS, FEW_CONNECTIONS);
    }

    private Patience patience() {
        Patience defaults = Patience.defaults();
        return new Patience(settings.duration(IDLE_TIMEOUT), defaults.head(), defaults.body(), defaults.answer());
    }

    private int port(SettingKey key) {
        int port = settings.port(key);
        if (port > 65_535) {
            throw new StartException(
                    StartException.Reason.SETTINGS,
                    key.key() + " with " + SettingKey.OFFSET.key() + " is " + port + "; expected at most 65535");
        }
        return port;
    }

    private int bytes(SettingKey key) {
        long bytes = settings.bytes(key);
        if (bytes < 1 || bytes > Integer.MAX_VALUE) {
            throw new StartException(
                    StartException.Reason.SETTINGS, key.key() + " is " + bytes + "; expected 1 byte to 2 GiB");
        }
        return (int) bytes;
    }

    private String text(SettingKey key) {
        return settings.text(key).orElse("");
    }
}
