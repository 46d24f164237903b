// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.spring;

import dev.holdfast.ProviderStore;
import dev.holdfast.StoreSource;
import dev.holdfast.jms.JmsStore;
import dev.holdfast.rocksdb.EmbeddedBooks;
import dev.holdfast.store.MessageStoreProvider;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/// Makes stores of properties.
///
/// @param books for stores of type embedded
record StoreSources(EmbeddedBooks books) {

    private static final String JMS = "dev.holdfast.jms.JmsStore";
    private static final String TYPE_SUFFIX = "-message-store";

    /// @param property where it stands, for messages to people
    /// @param usualName what it is called when nothing is said
    StoreSource of(HoldfastProperties.Store store, String property, String usualName) {
        return switch (store.type()) {
            case "embedded" -> books.store(named(store, usualName));
            case "jms" -> jms(store, property);
            default -> other(store, property, usualName);
        };
    }

    private static StoreSource jms(HoldfastProperties.Store store, String property) {
        if (!ClassUtils.isPresent(JMS, StoreSources.class.getClassLoader())) {
            throw new IllegalStateException(property + ".type is jms, but holdfast-jms is not on the class path");
        }
        return Jms.source(store, property);
    }

    private static StoreSource other(HoldfastProperties.Store store, String property, String usualName) {
        List<MessageStoreProvider> providers = ServiceLoader.load(MessageStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        Optional<MessageStoreProvider> provider = providers.stream()
                .filter(candidate -> candidate.type().equals(store.type() + TYPE_SUFFIX))
                .findFirst();
        if (provider.isEmpty()) {
            List<String> known = providers.stream()
                    .map(candidate -> candidate.type().replace(TYPE_SUFFIX, ""))
                    .toList();
            throw new IllegalStateException(property + ".type is '" + store.type()
                    + "'; expected embedded, or the type of a store module on the class path: " + known);
        }
        return ProviderStore.of(named(store, usualName), provider.get(), store.parameters(), "");
    }

    private static String named(HoldfastProperties.Store store, String usualName) {
        return store.name() == null ? usualName : store.name();
    }

    /// Apart, so that nothing of the module is needed unless it is asked for.
    private static final class Jms {

        private Jms() {}

        static StoreSource source(HoldfastProperties.Store store, String property) {
            JmsStore jms = JmsStore.activeMq(
                    required(store.url(), property + ".url"), required(store.queue(), property + ".queue"));
            if (store.name() != null) {
                jms.name(store.name());
            }
            if (store.user() != null) {
                jms.credentials(store.user(), store.password() == null ? "" : store.password());
            }
            return (store.ballerina() ? jms.asBallerinaWrites() : jms).build();
        }

        private static String required(@Nullable String value, String property) {
            if (value == null || value.isBlank()) {
                throw new IllegalStateException(property + " is missing; a store of type jms needs url and queue");
            }
            return value;
        }
    }
}
