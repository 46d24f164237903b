// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.store.SendTimeout;
import dev.holdfast.upstream.WireFormat;
import java.util.Map;
import java.util.Optional;

/// How a store reaches its queue.
///
/// @param library has the client of the provider, if it is not that of the program
/// @param environment of the naming service, the artifact's own `java.naming.factory.initial` among it
/// @param connectionFactory its name in the naming service
/// @param destination the name of the queue; none: that of the store with `_Queue` behind it
/// @param credentials none: whatever the connection factory has
/// @param sendTimeout how long an append may take
/// @param format in which messages are written
record JmsSettings(
        ClassLoader library,
        Map<String, String> environment,
        String connectionFactory,
        Optional<String> destination,
        Optional<Credentials> credentials,
        SendTimeout sendTimeout,
        WireFormat format) {

    /// A name and what proves it.
    record Credentials(String user, String password) {

        /// The user only.
        @Override
        public String toString() {
            return user;
        }
    }

    /// Copies the environment.
    JmsSettings {
        environment = Map.copyOf(environment);
    }

    /// The class that the artifact asks for its naming service.
    String contextFactory() {
        return environment.getOrDefault(JmsSettingsReader.CONTEXT_FACTORY, "");
    }

    /// Where the broker is, for messages to people: without a query, which may hold secrets.
    String place() {
        String url = environment.getOrDefault(JmsSettingsReader.PROVIDER_URL, "");
        int query = url.indexOf('?');
        return (query < 0 ? url : url.substring(0, query)).replaceAll("//[^/@]*@", "//");
    }

    /// The name of the queue.
    String queue(String store) {
        return destination.orElse(store + "_Queue");
    }
}
