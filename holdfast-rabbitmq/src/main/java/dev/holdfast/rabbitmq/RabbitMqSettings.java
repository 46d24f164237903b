// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.rabbitmq;

import dev.holdfast.store.SendTimeout;
import dev.holdfast.upstream.WireFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// How a store reaches its queue.
///
/// @param access to the broker
/// @param destination of messages
/// @param format in which messages are written
/// @param sendTimeout how long an append may take
record RabbitMqSettings(Access access, Destination destination, WireFormat format, SendTimeout sendTimeout) {

    /// How to reach the broker and who asks.
    ///
    /// @param hosts tried one after the other, not empty
    /// @param virtualHost its name
    /// @param credentials who asks
    /// @param tls none: without encryption
    record Access(List<Host> hosts, String virtualHost, Credentials credentials, Optional<Tls> tls) {

        /// @throws IllegalArgumentException when there are no hosts
        Access {
            hosts = List.copyOf(hosts);
            if (hosts.isEmpty()) {
                throw new IllegalArgumentException("no hosts");
            }
        }

        /// Where the broker is, for messages to people.
        String place() {
            return String.join(",", hosts.stream().map(Host::toString).toList());
        }
    }

    /// A place where the broker listens.
    record Host(String name, int port) {

        /// Name and port.
        @Override
        public String toString() {
            return name + ":" + port;
        }
    }

    /// A name and what proves it.
    record Credentials(String user, String password) {

        /// The user only.
        @Override
        public String toString() {
            return user;
        }
    }

    /// How connections are encrypted.
    ///
    /// @param context with the keys and whom to trust
    /// @param verifyHostName whether the certificate must be that of the host
    record Tls(SSLContext context, boolean verifyHostName) {}

    /// Where messages go and where they are taken from.
    ///
    /// @param queue none: named like the store
    /// @param exchange empty: the default exchange
    /// @param routingKey none: the name of the queue
    /// @param type of the queue, when the store makes it
    /// @param singleActiveConsumer whether the queue, when the store makes it, has one active consumer at a time
    record Destination(
            Optional<String> queue,
            String exchange,
            Optional<String> routingKey,
            QueueType type,
            boolean singleActiveConsumer) {

        /// The name of the queue.
        String queue(String store) {
            return queue.orElse(store);
        }

        /// With which key messages are sent.
        String routingKey(String store) {
            return routingKey.orElse(queue(store));
        }
    }

    /// The kinds of queues that the store can make.
    enum QueueType {
        /// On one node.
        CLASSIC,
        /// On several, by majority.
        QUORUM;

        /// As the broker and the artifact write it.
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
