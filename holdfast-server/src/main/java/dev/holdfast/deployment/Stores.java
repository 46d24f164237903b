// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.StoreDefinition;
import dev.holdfast.management.StoreView;
import dev.holdfast.management.StoreView.Kind;
import dev.holdfast.management.StoreView.Origin;
import dev.holdfast.message.IdSource;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.rocksdb.RocksDbDatabase;
import dev.holdfast.routing.Route;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The stores of a node, open: those of artifacts, that for invalid messages, and those that hold messages
/// although no
/// artifact names them any more.
public final class Stores {

    private static final Logger LOGGER = System.getLogger(Stores.class.getName());
    private static final String EMBEDDED = "in-memory-message-store";

    private final List<StoreView> views = new ArrayList<>();

    private Stores() {}

    /// What stores live in.
    ///
    /// @param router learns of those that messages may go to
    public record Surroundings(StoreRouter router, Timer timer, IdSource ids) {}

    /// Opens the stores.
    ///
    /// When this returns, all of them can be used; the engines of some may be unreachable still.
    public static Stores open(List<StoreDefinition> definitions, RocksDbDatabase database, Surroundings surroundings) {
        Stores stores = new Stores();
        definitions.forEach(definition -> stores.deploy(definition, surroundings));
        warnOfLocalFailover(definitions);
        if (!surroundings.router.knows(ProcessorContext.INVALID_MESSAGES)) {
            MessageStore store = database.openStore(ProcessorContext.INVALID_MESSAGES);
            surroundings.router.register(new Route(store, Optional.empty()));
            stores.add(EMBEDDED, new Origin("", "", Kind.BUILT_IN), Map.of(), store);
        }
        stores.adopt(database, definitions);
        stores.views.sort(Comparator.comparing(StoreView::name));
        return stores;
    }

    /// All of them, by name.
    public List<StoreView> views() {
        return List.copyOf(views);
    }

    /// Closes them.
    public void close() {
        views.forEach(view -> view.store().close());
    }

    private void deploy(StoreDefinition definition, Surroundings surroundings) {
        Setting setting = new Setting(
                definition.name(),
                surroundings.timer,
                surroundings.ids,
                definition.failover().isPresent());
        MessageStore store = definition.blueprint().open(setting);
        surroundings.router.register(new Route(store, definition.failover()));
        Origin origin = new Origin(
                definition.origin().location().file(),
                Masking.xml(definition.origin().configuration()),
                Kind.DEPLOYED);
        add(definition.type(), origin, Masking.texts(definition.parameters()), store);
    }

    /// What a removed artifact has left behind is kept, shown, and taken up again when an artifact names it.
    private void adopt(RocksDbDatabase database, List<StoreDefinition> definitions) {
        Set<String> left = new TreeSet<>(database.storesWithMessages());
        left.removeAll(views.stream().map(StoreView::name).collect(Collectors.toSet()));
        for (String name : left) {
            add(EMBEDDED, new Origin("", "", Kind.ORPHANED), Map.of(), database.openStore(name));
            LOGGER.log(
                    Level.WARNING,
                    "Store [{0}] holds messages, but no artifact names it any more; they are kept. See them, or delete"
                            + " them, with the management API",
                    name);
        }
        Set<String> embedded = database.storesWithMessages();
        definitions.stream()
                .filter(definition -> !definition.type().equals(EMBEDDED) && embedded.contains(definition.name()))
                .forEach(definition -> LOGGER.log(
                        Level.WARNING,
                        "Store [{0}] was an embedded store once and left messages there; now its artifact names another"
                                + " technology. They are kept, and come back when the artifact does",
                        definition.name()));
    }

    private static void warnOfLocalFailover(List<StoreDefinition> definitions) {
        Set<String> embedded = definitions.stream()
                .filter(definition -> definition.type().equals(EMBEDDED))
                .map(StoreDefinition::name)
                .collect(Collectors.toSet());
        definitions.stream()
                .filter(definition -> !definition.type().equals(EMBEDDED))
                .forEach(definition -> definition
                        .failover()
                        .map(Route.Failover::store)
                        .filter(embedded::contains)
                        .ifPresent(failover -> LOGGER.log(
                                Level.WARNING,
                                "What store [{0}] cannot take waits in [{1}] on the disk of this node, and for this"
                                        + " node, until it can be moved home",
                                definition.name(),
                                failover)));
    }

    private void add(String type, Origin origin, Map<String, String> properties, MessageStore store) {
        views.add(new StoreView(type, origin, properties, store));
    }
}
