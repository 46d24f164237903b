// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.settings.Parameters;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider;
import dev.holdfast.store.VolatileMessageStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The store of the node itself. Artifacts that name no class, or upstream's store in memory, get it: same
/// name, order
/// and size, but on the disk.
public final class EmbeddedStoreProvider implements MessageStoreProvider {

    private static final List<String> CLASS_NAMES = List.of(
            "org.apache.synapse.message.store.impl.memory.InMemoryStore",
            "org.apache.synapse.message.store.InMemoryMessageStore");
    private static final String VOLATILE = "store.memory.volatile";
    private static final int VOLATILE_CAPACITY = 100_000;

    private final Function<String, MessageStore> database;

    /// @param database opens the durable store of a name
    public EmbeddedStoreProvider(Function<String, MessageStore> database) {
        this.database = database;
    }

    /// One that can read settings and open nothing, for checks.
    public static EmbeddedStoreProvider forReading() {
        return new EmbeddedStoreProvider(name -> {
            throw new IllegalStateException("store " + name + " is only looked at");
        });
    }

    @Override
    public Set<String> classNames() {
        return new LinkedHashSet<>(CLASS_NAMES);
    }

    @Override
    public String type() {
        return "in-memory-message-store";
    }

    @Override
    public Blueprint read(Parameters parameters) {
        if (!parameters.flag(VOLATILE, false)) {
            return setting -> database.apply(setting.name());
        }
        parameters.warning(
                VOLATILE,
                "parameter '" + VOLATILE + "' is true: what this store holds is lost when the process ends, although it"
                        + " was accepted");
        return setting -> new VolatileMessageStore(setting.name(), setting.timer(), VOLATILE_CAPACITY);
    }
}
