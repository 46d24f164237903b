// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.settings.Parameters;
import dev.holdfast.store.MessageStoreProvider;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Message stores on tables of PostgreSQL, MariaDB, MySQL and H2.
public final class JdbcStoreProvider implements MessageStoreProvider {

    private static final Set<String> CLASS_NAMES = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            "org.apache.synapse.message.store.impl.jdbc.JDBCMessageStore",
            "org.apache.synapse.message.store.jdbc.JDBCMessageStore")));

    @Override
    public Set<String> classNames() {
        return CLASS_NAMES;
    }

    @Override
    public String type() {
        return "jdbc-message-store";
    }

    @Override
    public Blueprint read(Parameters parameters) {
        JdbcSettings settings = new JdbcSettingsReader(parameters).read();
        return setting -> new JdbcMessageStore(settings, setting, Optional.empty());
    }
}
