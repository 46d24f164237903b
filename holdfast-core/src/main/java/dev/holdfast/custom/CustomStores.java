// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.custom;

import dev.holdfast.settings.NearestName;
import dev.holdfast.settings.Parameter;
import dev.holdfast.settings.Parameters;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider;
import dev.holdfast.store.SendTimeout;
import dev.holdfast.upstream.WireFormat;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarFile;

/// Finds the store that an artifact names by its class: one that implements [CustomStore], or a
/// [MessageStoreProvider] of a user. Stateless and thread-safe.
public final class CustomStores {

    /// What the management API calls them.
    public static final String TYPE = "custom-message-store";

    private static final Logger LOGGER = System.getLogger(CustomStores.class.getName());
    private static final String UPSTREAM = "org/apache/synapse/";

    private CustomStores() {}

    /// What there is of that name.
    public sealed interface Found {

        /// A technology that can be used.
        record Usable(MessageStoreProvider provider) implements Found {}

        /// Nothing that can be used.
        ///
        /// @param reason in one line
        record Refused(String reason) implements Found {}
    }

    /// Looks for the class and makes an instance of it.
    ///
    /// @param library where the user's classes are
    /// @param known names of classes that would have been right
    public static Found find(String name, ClassLoader library, Collection<String> known) {
        try {
            Class<?> type = Class.forName(name, false, library);
            if (MessageStoreProvider.class.isAssignableFrom(type)) {
                return new Found.Usable((MessageStoreProvider) newInstance(type));
            }
            if (!CustomStore.class.isAssignableFrom(type)) {
                return new Found.Refused("the class '" + name + "' is no message store: it does not implement "
                        + CustomStore.class.getName());
            }
            return new Found.Usable(new Provider(type, (CustomStore) newInstance(type)));
        } catch (ClassNotFoundException e) {
            Set<String> names = new TreeSet<>(known);
            names.addAll(classesOf(library));
            return new Found.Refused("the class '" + name + "' of a message store is not supported, and there is none"
                    + " in the folder lib beside the artifacts; expected one of " + new TreeSet<>(known)
                    + NearestName.hint(name, names));
        } catch (LinkageError e) {
            boolean upstream = String.valueOf(e.getMessage()).contains(UPSTREAM);
            return new Found.Refused(
                    upstream
                            ? "the class '" + name
                                    + "' is written against the API of Synapse, which is not here: let it"
                                    + " implement " + CustomStore.class.getName()
                                    + " instead (see custom-stores.md)"
                            : "the class '" + name + "' cannot be loaded: " + e);
        } catch (InvocationTargetException e) {
            return new Found.Refused(
                    "the class '" + name + "' of a message store fails when it is made: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            return new Found.Refused("the class '" + name + "' of a message store cannot be made: it needs to be public"
                    + " and to have a public constructor without parameters");
        }
    }

    private static Object newInstance(Class<?> type) throws ReflectiveOperationException {
        return type.getConstructor().newInstance();
    }

    /// The names of the classes in the jars, for hints.
    private static Set<String> classesOf(ClassLoader library) {
        Set<String> names = new TreeSet<>();
        if (library instanceof URLClassLoader jars) {
            for (URL url : jars.getURLs()) {
                try (JarFile jar =
                        new JarFile(Path.of(URI.create(url.toString())).toFile())) {
                    jar.stream()
                            .map(entry -> entry.getName())
                            .filter(entry -> entry.endsWith(".class") && !entry.contains("$"))
                            .limit(10_000)
                            .forEach(entry -> names.add(entry.substring(0, entry.length() - ".class".length())
                                    .replace('/', '.')));
                } catch (IOException | IllegalArgumentException e) {
                    LOGGER.log(Level.DEBUG, "not looked into for names: {0}", url, e);
                }
            }
        }
        return names;
    }

    /// The technology of one class.
    private static final class Provider implements MessageStoreProvider {

        private final Class<?> type;

        /// The instance that was made when the class was found.
        private final AtomicReference<Optional<CustomStore>> first;

        Provider(Class<?> type, CustomStore first) {
            this.type = type;
            this.first = new AtomicReference<>(Optional.of(first));
        }

        @Override
        public Set<String> classNames() {
            return Set.of(type.getName());
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Blueprint read(Parameters parameters) {
            WireFormat format = WireFormat.read(parameters);
            SendTimeout timeout = SendTimeout.read(parameters);
            Map<String, String> values = new LinkedHashMap<>();
            for (Parameter parameter : parameters.all().values()) {
                parameters.find(parameter.name());
                values.put(parameter.name(), parameter.value());
            }
            return setting -> open(setting, Map.copyOf(values), format, timeout);
        }

        private MessageStore open(Setting setting, Map<String, String> values, WireFormat format, SendTimeout timeout) {
            Duration limit = timeout.limit(setting.hasFailover());
            CustomStore store = first.getAndSet(Optional.empty()).orElseGet(this::another);
            return new CustomMessageStore(setting, store, values, new CustomMessageStore.Ways(limit, format));
        }

        private CustomStore another() {
            try {
                return (CustomStore) newInstance(type);
            } catch (ReflectiveOperationException e) {
                throw new dev.holdfast.store.StoreException(
                        dev.holdfast.store.StoreException.Category.UNAVAILABLE,
                        "the class " + type.getName() + " cannot be made again: " + e,
                        e);
            }
        }
    }
}
