// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.deployment;

import dev.holdfast.artifact.StoreDefinition;
import dev.holdfast.management.StoreView;
import dev.holdfast.management.StoreView.Kind;
import dev.holdfast.management.StoreView.Origin;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.rocksdb.RocksDbDatabase;
import dev.holdfast.routing.Route;
import dev.holdfast.settings.Parameter;
import dev.holdfast.store.MessageExpression;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.MessageStoreProvider.Setting;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The stores of a node, open: those of artifacts, that for invalid messages, and those that hold messages although no
/// artifact names them any more. One change at a time; looking at them is thread-safe.
final class Stores {

    private static final Logger LOGGER = System.getLogger(Stores.class.getName());
    private static final String EMBEDDED = "in-memory-message-store";

    private final RocksDbDatabase database;
    private final Outside outside;
    private final Function<Parameter, MessageExpression> expressions;
    private final Map<String, Open> open = new ConcurrentSkipListMap<>();

    private record Open(StoreView view, Optional<StoreDefinition> definition) {}

    /// A change that has been prepared: what is new is open, but nobody knows it yet.
    ///
    /// @param opened new stores, and changed ones, by definition
    /// @param same those that go on as they are, though their artifacts may say something new about them
    /// @param gone the names of those that no artifact names any more
    record Change(Map<StoreDefinition, MessageStore> opened, List<StoreDefinition> same, Set<String> gone) {

        /// The names of stores that are not what they were.
        Set<String> affected() {
            Set<String> names = new TreeSet<>(gone);
            opened.keySet().forEach(definition -> names.add(definition.name()));
            return names;
        }
    }

    private Stores(RocksDbDatabase database, Outside outside, Function<Parameter, MessageExpression> expressions) {
        this.database = database;
        this.outside = outside;
        this.expressions = expressions;
    }

    /// Opens the stores.
    ///
    /// When this returns, all of them can be used; the engines of some may be unreachable still.
    ///
    /// @param expressions what a parameter means that is an expression
    static Stores open(
            List<StoreDefinition> definitions,
            RocksDbDatabase database,
            Outside outside,
            Function<Parameter, MessageExpression> expressions) {
        Stores stores = new Stores(database, outside, expressions);
        stores.apply(stores.prepare(definitions)).forEach(MessageStore::close);
        stores.adopt(database.storesWithMessages());
        stores.warn(definitions);
        return stores;
    }

    /// All of them, by name.
    List<StoreView> views() {
        return open.values().stream().map(Open::view).toList();
    }

    /// Closes them.
    void close() {
        views().forEach(view -> view.store().close());
    }

    /// Opens what is new or has changed, beside what is there. When one cannot be opened, none of them is left open.
    Change prepare(List<StoreDefinition> definitions) {
        Map<StoreDefinition, MessageStore> opened = new LinkedHashMap<>();
        boolean done = false;
        try {
            definitions.stream().filter(this::isNew).forEach(definition -> opened.put(definition, open(definition)));
            done = true;
        } finally {
            if (!done) {
                opened.values().forEach(MessageStore::close);
            }
        }
        Set<String> gone = new TreeSet<>();
        open.forEach((name, store) -> {
            boolean named = definitions.stream()
                    .anyMatch(definition -> definition.name().equals(name));
            if (store.definition.isPresent() && !named) {
                gone.add(name);
            }
        });
        List<StoreDefinition> same = definitions.stream()
                .filter(definition -> !opened.containsKey(definition))
                .toList();
        return new Change(opened, same, gone);
    }

    /// Makes the new stores known in place of the old ones, and forgets those that are gone.
    ///
    /// @return those that are to be closed when nobody uses them any more
    List<MessageStore> apply(Change change) {
        List<MessageStore> replaced = new ArrayList<>();
        change.opened.forEach((definition, store) -> {
            Open before = open.put(definition.name(), new Open(view(definition, store), Optional.of(definition)));
            outside.router().register(new Route(store, definition.failover()));
            if (before != null) {
                replaced.add(before.view.store());
            }
        });
        change.same.forEach(definition -> open.computeIfPresent(
                definition.name(),
                (name, known) -> new Open(view(definition, known.view.store()), Optional.of(definition))));
        ensureInvalidMessages(change.gone);
        return replaced;
    }

    /// Ends the use of stores that no artifact names any more. What one of them holds is kept, shown, and taken up
    /// again when an artifact names it.
    void remove(Set<String> gone) {
        Set<String> left = database.storesWithMessages();
        for (String name : gone) {
            Open store = open.get(name);
            if (store != null && !name.equals(ProcessorContext.INVALID_MESSAGES)) {
                outside.router().unregister(name);
                open.remove(name);
                store.view.store().close();
            }
        }
        left.retainAll(gone);
        adopt(left);
    }

    /// Says what is dangerous about how stores hang together.
    void warn(List<StoreDefinition> definitions) {
        Set<String> embedded = definitions.stream()
                .filter(definition -> definition.type().equals(EMBEDDED))
                .map(StoreDefinition::name)
                .collect(Collectors.toSet());
        Set<String> left = database.storesWithMessages();
        for (StoreDefinition definition : definitions) {
            if (!embedded.contains(definition.name())) {
                definition
                        .failover()
                        .map(Route.Failover::store)
                        .filter(embedded::contains)
                        .ifPresent(failover -> LOGGER.log(
                                Level.WARNING,
                                "What store [{0}] cannot take waits in [{1}] on the disk of this node, and for this"
                                        + " node, until it can be moved home",
                                definition.name(),
                                failover));
                if (left.contains(definition.name())) {
                    LOGGER.log(
                            Level.WARNING,
                            "Store [{0}] was an embedded store once and left messages there; now its artifact names"
                                    + " another technology. They are kept, and come back when the artifact does",
                            definition.name());
                }
            }
        }
    }

    private boolean isNew(StoreDefinition definition) {
        Open known = open.get(definition.name());
        return known == null
                || known.definition.isEmpty()
                || !known.definition.get().isSameAs(definition);
    }

    private MessageStore open(StoreDefinition definition) {
        return definition
                .blueprint()
                .open(new Setting(
                        definition.name(),
                        outside.timer(),
                        outside.ids(),
                        definition.failover().isPresent(),
                        expressions));
    }

    private void ensureInvalidMessages(Set<String> gone) {
        String name = ProcessorContext.INVALID_MESSAGES;
        if (!outside.router().knows(name) || gone.contains(name)) {
            MessageStore store = database.openStore(name);
            outside.router().register(new Route(store, Optional.empty()));
            Origin origin = new Origin("", "", Kind.BUILT_IN);
            open.put(name, new Open(new StoreView(EMBEDDED, origin, Map.of(), store), Optional.empty()));
        }
    }

    private void adopt(Set<String> withMessages) {
        for (String name : new TreeSet<>(withMessages)) {
            if (!open.containsKey(name)) {
                Origin origin = new Origin("", "", Kind.ORPHANED);
                StoreView view = new StoreView(EMBEDDED, origin, Map.of(), database.openStore(name));
                open.put(name, new Open(view, Optional.empty()));
                LOGGER.log(
                        Level.WARNING,
                        "Store [{0}] holds messages, but no artifact names it any more; they are kept. See them, or"
                                + " delete them, with the management API",
                        name);
            }
        }
    }

    private static StoreView view(StoreDefinition definition, MessageStore store) {
        Origin origin = new Origin(
                definition.origin().location().file(),
                Masking.xml(definition.origin().configuration()),
                Kind.DEPLOYED);
        return new StoreView(definition.type(), origin, Masking.texts(definition.parameters()), store);
    }
}
