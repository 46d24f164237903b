// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where a listener listens, and what it lets in.
///
/// @param sockets where it listens; at least one
/// @param limits how much it takes
/// @param patience how long it waits
public record ListenerSettings(List<Socket> sockets, Limits limits, Patience patience) {

    /// @throws IllegalArgumentException without a socket
    public ListenerSettings {
        sockets = List.copyOf(sockets);
        if (sockets.isEmpty()) {
            throw new IllegalArgumentException("a listener needs a socket");
        }
    }

    /// These sockets, all else as by default.
    public static ListenerSettings of(Socket... sockets) {
        return new ListenerSettings(List.of(sockets), Limits.defaults(), Patience.defaults());
    }

    /// The same with other limits.
    public ListenerSettings with(Limits newLimits) {
        return new ListenerSettings(sockets, newLimits, patience);
    }

    /// The same with other times.
    public ListenerSettings with(Patience newPatience) {
        return new ListenerSettings(sockets, limits, newPatience);
    }

    /// One socket.
    ///
    /// @param setting the setting that names the port, for messages to the user
    /// @param host a name or address of this machine; empty for all addresses
    /// @param port 0 for any that is free
    /// @param tls how an HTTPS socket speaks TLS; empty for HTTP
    public record Socket(String setting, String host, int port, Optional<TlsSettings> tls) {

        /// @throws IllegalArgumentException when there is no such port
        public Socket {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException(setting + " is " + port + "; expected 0 to 65535");
            }
        }

        /// A socket for HTTP.
        public static Socket http(String setting, String host, int port) {
            return new Socket(setting, host, port, Optional.empty());
        }

        /// A socket for HTTPS.
        public static Socket https(String setting, String host, int port, KeyStoreFile identity) {
            return new Socket(setting, host, port, Optional.of(TlsSettings.of(identity)));
        }

        String scheme() {
            return tls.isPresent() ? "https" : "http";
        }
    }

    /// How much is let in. What is beyond a limit is refused before it is read.
    ///
    /// @param head of one request
    /// @param bodyBytes of one request: 413
    /// @param bodiesInFlightBytes of all requests whose handler has not ended: 503
    /// @param requests that are answered at once: 503
    /// @param connections that are open at once, all sockets together: 503
    public record Limits(Head head, int bodyBytes, long bodiesInFlightBytes, int requests, int connections) {

        private static final int DEFAULT_BODY_BYTES = 16 << 20;

        /// @throws IllegalArgumentException when one is not positive, or one body alone would be too much
        public Limits {
            requirePositive("the limit of a body", bodyBytes);
            requirePositive("the limit of requests", requests);
            requirePositive("the limit of connections", connections);
            if (bodiesInFlightBytes < bodyBytes) {
                throw new IllegalArgumentException("bodies in flight are limited to " + bodiesInFlightBytes
                        + " bytes; expected at least the limit of one body, " + bodyBytes);
            }
        }

        /// 16 MiB for one body, a quarter of the heap for all of them, 2,000 requests, 4,000 connections.
        public static Limits defaults() {
            long quarter = Runtime.getRuntime().maxMemory() / 4;
            return new Limits(Head.defaults(), DEFAULT_BODY_BYTES, Math.max(quarter, DEFAULT_BODY_BYTES), 2_000, 4_000);
        }

        /// The same with other limits for heads.
        public Limits withHead(Head newHead) {
            return new Limits(newHead, bodyBytes, bodiesInFlightBytes, requests, connections);
        }

        /// The same with other limits for bodies.
        public Limits withBodies(int newBodyBytes, long newBodiesInFlightBytes) {
            return new Limits(head, newBodyBytes, newBodiesInFlightBytes, requests, connections);
        }

        /// The same with other numbers.
        public Limits withNumbers(int newRequests, int newConnections) {
            return new Limits(head, bodyBytes, bodiesInFlightBytes, newRequests, newConnections);
        }
    }

    /// How much a request may say before its body.
    ///
    /// @param requestLineBytes method, target and version: 414
    /// @param headerBytes all header fields with their line ends: 431
    /// @param headerFields so many lines: 431
    public record Head(int requestLineBytes, int headerBytes, int headerFields) {

        /// @throws IllegalArgumentException when one is not positive
        public Head {
            requirePositive("the limit of the request line", requestLineBytes);
            requirePositive("the limit of the header section", headerBytes);
            requirePositive("the limit of header fields", headerFields);
        }

        /// 16 KiB, 32 KiB and 200 fields.
        public static Head defaults() {
            return new Head(16 << 10, 32 << 10, 200);
        }
    }

    /// How long is waited for a client. Each is kept to within a fifth of a second. There is none for handlers.
    /// A client over HTTPS that is late is cut off without the 408: its side of the session is closed already.
    ///
    /// @param idle for the first byte of a request, on a new connection or a kept one
    /// @param head from the first byte of a request to the end of its head: 408; for the TLS handshake too
    /// @param body from the end of the head to the end of the body: 408
    /// @param answer for the client to take the whole answer
    public record Patience(Duration idle, Duration head, Duration body, Duration answer) {

        /// @throws IllegalArgumentException when one is not positive
        public Patience {
            for (Duration time : List.of(idle, head, body, answer)) {
                if (!time.isPositive()) {
                    throw new IllegalArgumentException("times of a listener are positive, not " + time);
                }
            }
        }

        /// 60 s, 20 s, 120 s and 60 s.
        public static Patience defaults() {
            return new Patience(
                    Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(120), Duration.ofSeconds(60));
        }
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " is positive, not " + value);
        }
    }
}
