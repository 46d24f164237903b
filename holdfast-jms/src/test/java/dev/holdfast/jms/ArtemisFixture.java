// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jms;

import dev.holdfast.servers.ArtemisServer;
import dev.holdfast.settings.Problems;
import dev.holdfast.store.MessageStoreProvider.Setting;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Stores on Artemis with its own client, which lies in a library of its own, as in the folder `lib` of users.
final class ArtemisFixture {

    static final String CONTEXT_FACTORY = "org.apache.activemq.artemis.jndi.ActiveMQInitialContextFactory";

    /// Its classes stay in use until the end of the tests.
    static final ClassLoader CLIENT = library(ArtemisServer.client());

    private ArtemisFixture() {}

    static ClassLoader library(List<Path> jars) {
        return new URLClassLoader(
                jars.stream().map(ArtemisFixture::url).toArray(URL[]::new), ArtemisFixture.class.getClassLoader());
    }

    /// The parameters of a store, with more of them in pairs of name and value.
    static Map<String, String> parameters(String url, String... more) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("java.naming.factory.initial", CONTEXT_FACTORY);
        values.put("java.naming.provider.url", url);
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return values;
    }

    static JmsMessageStore store(String url, String name, String... more) {
        Problems problems = new Problems();
        var blueprint = new JmsStoreProvider()
                .read(JmsFixture.parameters(parameters(url, more), problems).withLibrary(CLIENT));
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(problems.all().toString());
        }
        return (JmsMessageStore) blueprint.open(new Setting(name, JmsFixture.TIMER, JmsFixture.IDS, true));
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
