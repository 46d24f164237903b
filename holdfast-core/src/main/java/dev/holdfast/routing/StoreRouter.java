// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.routing;

import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerEntry.Detail;
import dev.holdfast.ledger.LedgerEntry.Event;
import dev.holdfast.ledger.Outcome;
import dev.holdfast.ledger.Transfer;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.settings.NearestName;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Knows all stores, and decides which of them takes a message: the one that it is meant for, or the one that
/// stands in for it, along the chain that the artifacts lay. Thread-safe.
public final class StoreRouter {

    private final Ledger ledger;
    private final Timer timer;
    private final IdSource ids;
    private final Duration probeInterval;
    private final Map<String, Way> ways = new ConcurrentHashMap<>();

    /// A store with what is known about it.
    private record Way(MessageStore store, StoreHealth health, Optional<FailoverPair> pair) {}

    /// @param probeInterval how often a store that is down is asked whether it is back
    public StoreRouter(Ledger ledger, Timer timer, IdSource ids, Duration probeInterval) {
        this.ledger = ledger;
        this.timer = timer;
        this.ids = ids;
        this.probeInterval = probeInterval;
    }

    /// Makes the store known, in place of one of the same name. Cycles of failover stores are the caller's to
    /// refuse.
    public void register(Route route) {
        MessageStore store = route.store();
        Optional<FailoverPair> pair = route.failover()
                .map(failover -> new FailoverPair(store.name(), failover.store(), failover.preserveOrder(), timer));
        Way previous = ways.put(store.name(), new Way(store, new StoreHealth(store, timer, probeInterval), pair));
        if (previous != null) {
            previous.health.close();
        }
    }

    /// Forgets the store; it stays open.
    public void unregister(String name) {
        Way previous = ways.remove(name);
        if (previous != null) {
            previous.health.close();
        }
    }

    /// The store of that name.
    ///
    /// @throws UnknownStoreException when there is none
    public MessageStore store(String name) {
        return way(name).store;
    }

    /// Whether there is a store of that name.
    public boolean knows(String name) {
        return ways.containsKey(name);
    }

    /// The health of the store.
    ///
    /// @throws UnknownStoreException when there is no such store
    public StoreHealth health(String name) {
        return way(name).health;
    }

    /// The pair of a store and its failover store, if it has one.
    ///
    /// @throws UnknownStoreException when there is no such store
    public Optional<FailoverPair> pair(String original) {
        return way(original).pair;
    }

    /// Appends a message to the store of that name, or to what stands in for it.
    ///
    /// When this returns, the message is durable in one of them.
    ///
    /// @return the id under which it is stored from now on
    /// @throws UnknownStoreException when there is no such store
    /// @throws StoreException when none of them took it; of category *unknown* when one of them may have
    public AppendId append(String name, Message message) {
        AppendId id = ids.newAppend(message.flowId());
        append(name, StoredMessage.of(id, timer.instant(), name, message));
        return id;
    }

    /// Appends a message that has its id already to the store of that name, or to what stands in for it: such as
    /// again, after an append that failed. Copies of one id are one message.
    ///
    /// When this returns, the message is durable in one of them.
    ///
    /// @throws UnknownStoreException when there is no such store
    /// @throws StoreException when none of them took it; of category *unknown* when one of them may have
    public void append(String name, StoredMessage stored) {
        route(way(name), null, (store, entry) -> ledger.append(store, List.of(stored), entry.event(), entry.detail()));
    }

    /// Moves a delivery to the store of that name, or to what stands in for it.
    ///
    /// When this returns, the copy is durable in one of them and the delivery is settled.
    ///
    /// @throws UnknownStoreException when there is no such store
    /// @throws StoreException when none of them took it, or the delivery could not be settled
    public void move(MessageStore source, String target, Transfer transfer, Outcome outcome) {
        route(way(target), null, (store, entry) -> ledger.move(source, store, List.of(transfer), outcome));
    }

    /// Puts something into a store and says so in the history.
    private interface Put {
        void into(MessageStore store, Entry entry);
    }

    private record Entry(Event event, Detail detail) {}

    private void route(Way way, @Nullable StoreException before, Put put) {
        if (way.pair.isEmpty()) {
            direct(way, before, put);
            return;
        }
        FailoverPair pair = way.pair.get();
        boolean diverted;
        do {
            StoreException cause = null;
            if (!pair.isBehind()) {
                try {
                    direct(way, before, put);
                    pair.wentToOriginal();
                    return;
                } catch (StoreException e) {
                    if (e.category() == Category.REJECTED) {
                        throw e;
                    }
                    cause = e;
                }
            }
            diverted = divert(pair, cause, put);
        } while (!diverted);
    }

    private boolean divert(FailoverPair pair, @Nullable StoreException cause, Put put) {
        StoreException why = cause != null
                ? cause
                : new StoreException(Category.UNAVAILABLE, "messages before it wait in " + pair.failover());
        return pair.divert(cause, () -> {
            try {
                route(way(pair.failover()), why, put);
            } catch (StoreException e) {
                throw neither(pair, why, e);
            }
        });
    }

    private void direct(Way way, @Nullable StoreException before, Put put) {
        way.health.outage().ifPresent(outage -> {
            throw new StoreException(
                    Category.UNAVAILABLE,
                    "store " + way.store.name() + " is down since " + outage.since() + ": " + outage.cause());
        });
        Entry entry = before == null
                ? new Entry(Event.STORED, Detail.none())
                : new Entry(Event.FAILED_OVER, Detail.of("", String.valueOf(before.getMessage())));
        try {
            put.into(way.store, entry);
        } catch (StoreException e) {
            if (e.category() == Category.UNAVAILABLE || e.category() == Category.UNKNOWN) {
                way.health.failed(e);
            }
            throw e;
        }
    }

    private static StoreException neither(FailoverPair pair, StoreException first, StoreException second) {
        boolean unknown = first.category() == Category.UNKNOWN || second.category() == Category.UNKNOWN;
        return new StoreException(
                unknown ? Category.UNKNOWN : Category.UNAVAILABLE,
                "neither store " + pair.original() + " (" + first.getMessage() + ") nor its failover store "
                        + pair.failover() + " (" + second.getMessage() + ") took the message",
                second);
    }

    private Way way(String name) {
        Way way = ways.get(name);
        if (way == null) {
            throw new UnknownStoreException(name, NearestName.hint(name, ways.keySet()));
        }
        return way;
    }
}
