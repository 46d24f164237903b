// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.http;

import java.time.Duration;

/// How requests are sent. How long one may take stands in the request itself.
///
/// @param connections how many there are, and how long they last
/// @param answer how much of an answer is read
/// @param trust whose certificates are trusted
public record TransportSettings(Connections connections, Answer answer, TlsTrust trust) {

    /// All as by default, with the trust of the platform.
    public static TransportSettings defaults() {
        return new TransportSettings(Connections.defaults(), Answer.defaults(), new TlsTrust.Platform());
    }

    /// The same with other connections.
    public TransportSettings with(Connections newConnections) {
        return new TransportSettings(newConnections, answer, trust);
    }

    /// The same with other limits for answers.
    public TransportSettings with(Answer newAnswer) {
        return new TransportSettings(connections, newAnswer, trust);
    }

    /// The same with other trust.
    public TransportSettings with(TlsTrust newTrust) {
        return new TransportSettings(connections, answer, newTrust);
    }

    /// How many connections there are, and how long they last.
    ///
    /// @param connectTimeout for one address to take a connection, and again for the TLS handshake
    /// @param perRoute at most so many to one host and port; a request beyond waits for one
    /// @param total at most so many to all
    /// @param keepAlive how long an unused one is kept, if the receiver does not say less
    public record Connections(Duration connectTimeout, int perRoute, int total, Duration keepAlive) {

        /// @throws IllegalArgumentException when one is not positive
        public Connections {
            if (!connectTimeout.isPositive() || !keepAlive.isPositive() || perRoute < 1 || total < 1) {
                throw new IllegalArgumentException("times and numbers of connections are positive: connect timeout "
                        + connectTimeout + ", per route " + perRoute + ", total " + total + ", keep-alive "
                        + keepAlive);
            }
        }

        /// 10 s to connect, 128 to one receiver, 1,024 in all, kept for 60 s.
        public static Connections defaults() {
            return new Connections(Duration.ofSeconds(10), 128, 1_024, Duration.ofSeconds(60));
        }

        /// The same with another connect timeout.
        public Connections withConnectTimeout(Duration newConnectTimeout) {
            return new Connections(newConnectTimeout, perRoute, total, keepAlive);
        }

        /// The same with other numbers.
        public Connections withNumbers(int newPerRoute, int newTotal) {
            return new Connections(connectTimeout, newPerRoute, newTotal, keepAlive);
        }

        /// The same with another keep-alive.
        public Connections withKeepAlive(Duration newKeepAlive) {
            return new Connections(connectTimeout, perRoute, total, newKeepAlive);
        }
    }

    /// How much of an answer is read. An answer whose head is beyond a limit is none; of one whose body is
    /// beyond its limit the status and the header fields count.
    ///
    /// @param lineBytes status line, or one header field
    /// @param headerFields so many lines
    /// @param bodyBytes of the body
    public record Answer(int lineBytes, int headerFields, int bodyBytes) {

        /// @throws IllegalArgumentException when one is not positive
        public Answer {
            if (lineBytes < 1 || headerFields < 1 || bodyBytes < 1) {
                throw new IllegalArgumentException("limits of answers are positive: line " + lineBytes + ", fields "
                        + headerFields + ", body " + bodyBytes);
            }
        }

        /// 16 KiB, 200 fields and 16 MiB.
        public static Answer defaults() {
            return new Answer(16 << 10, 200, 16 << 20);
        }
    }
}
