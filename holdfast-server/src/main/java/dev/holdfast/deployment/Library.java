// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.store.MessageStoreProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// The jars that users put into the folder `lib` beside their artifacts: mediators of their own, JDBC drivers. They
/// are loaded once, at the start.
final class Library {

    private static final Logger LOGGER = System.getLogger(Library.class.getName());

    private Library() {}

    /// The classes of the folder, and those of the program; those of the program win.
    static ClassLoader beside(Path artifacts) {
        Path folder = artifacts.resolve("lib");
        ClassLoader program = Library.class.getClassLoader();
        List<URL> jars = Files.isDirectory(folder) ? jars(folder) : List.of();
        return jars.isEmpty() ? program : new URLClassLoader("lib", jars.toArray(URL[]::new), program);
    }

    /// The store technologies of the program and of the folder. One that cannot be loaded is left out, and said.
    static List<MessageStoreProvider> providers(ClassLoader library) {
        List<MessageStoreProvider> providers = new ArrayList<>();
        Iterator<MessageStoreProvider> found =
                ServiceLoader.load(MessageStoreProvider.class, library).iterator();
        boolean more = true;
        while (more) {
            try {
                more = found.hasNext();
                if (more) {
                    providers.add(found.next());
                }
            } catch (ServiceConfigurationError e) {
                LOGGER.log(Level.ERROR, "a store technology in the folder lib cannot be used: {0}", e.toString());
            }
        }
        return providers;
    }

    private static List<URL> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .map(Library::url)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file has a URL: " + jar, e);
        }
    }
}
