// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.jdbc;

import dev.holdfast.ProviderStore;
import dev.holdfast.StoreSource;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Builds stores on tables of a database, for the library. Nothing is connected yet.
public final class JdbcStore {

    private static final JdbcStoreProvider PROVIDER = new JdbcStoreProvider();
    private static final String TABLE = "store.jdbc.table";
    private static final String CREATE = "store.jdbc.table.create";

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private String name;

    private JdbcStore(String driver, String url, String table) {
        this.name = table;
        parameters.put("store.jdbc.driver", driver);
        parameters.put("store.jdbc.connection.url", url);
        parameters.put(TABLE, table);
    }

    /// A table.
    ///
    /// @param driver its class, such as `org.postgresql.Driver`
    /// @param url such as `jdbc:postgresql://localhost/orders`
    /// @param table its name, perhaps with its schema and a dot before it
    public static JdbcStore on(String driver, String url, String table) {
        return new JdbcStore(driver, url, table);
    }

    /// The name of the store, that of the table if nothing is said.
    public JdbcStore name(String newName) {
        name = newName;
        return this;
    }

    /// Who connects.
    public JdbcStore credentials(String user, String password) {
        parameters.put("store.jdbc.username", user);
        parameters.put("store.jdbc.password", password);
        return this;
    }

    /// The table is made when it is missing.
    public JdbcStore createTable() {
        parameters.put(CREATE, "true");
        return this;
    }

    /// How long one append may take; 30 s if nothing is said, 800 ms where another store stands in.
    public JdbcStore sendTimeout(Duration timeout) {
        parameters.put("store.send.timeout", Long.toString(timeout.toMillis()));
        return this;
    }

    /// The store.
    ///
    /// @throws IllegalArgumentException when something is wrong with what was said; it tells all of it
    public StoreSource build() {
        return new TableStore(ProviderStore.of(name, PROVIDER, parameters, TABLE), Map.copyOf(parameters));
    }

    /// A store whose siblings are tables too, made when they are missing.
    private record TableStore(StoreSource store, Map<String, String> parameters) implements StoreSource {

        @Override
        public String name() {
            return store.name();
        }

        @Override
        public MessageStore open(Setting setting) {
            return store.open(setting);
        }

        @Override
        public StoreSource sibling(String siblingName) {
            Map<String, String> others = new LinkedHashMap<>(parameters);
            others.put(TABLE, siblingName.replaceAll("\\W", "_").toLowerCase(Locale.ROOT));
            others.put(CREATE, "true");
            return new TableStore(ProviderStore.of(siblingName, PROVIDER, others, TABLE), Map.copyOf(others));
        }

        /// Name and technology; parameters may be secrets.
        @Override
        public String toString() {
            return store.toString();
        }
    }
}
