// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.endpoint.Endpoint;
import dev.holdfast.ledger.Balance;
import dev.holdfast.ledger.Ledger;
import dev.holdfast.ledger.LedgerEntry;
import dev.holdfast.message.Content;
import dev.holdfast.message.FlowId;
import dev.holdfast.message.IdSource;
import dev.holdfast.message.Message;
import dev.holdfast.processor.ProcessorContext;
import dev.holdfast.routing.Route;
import dev.holdfast.routing.StoreHealth;
import dev.holdfast.routing.StoreRouter;
import dev.holdfast.time.SystemTimer;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/// Guaranteed delivery inside an application: clients that store messages, and processors that forward them.
/// All of one application share one of these, with its books, stores and time. Thread-safe.
///
/// ```java
/// try (Holdfast holdfast = Holdfast.open(books);
///         MessageStoreClient orders = holdfast.client(store).build()) {
///     orders.store(holdfast.message(Content.ofText(order, "application/json")));
/// }
/// ```
public final class Holdfast implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Holdfast.class.getName());
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);

    /// Each thread has its own generator, so that none waits for another.
    private static final RandomGenerator RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    private final Scope scope;
    private final Runnable endOfTime;
    private final Books.Open books;
    private final IdSource ids;
    private final Ledger ledger;
    private final StoreRouter router;
    private final List<AutoCloseable> users = new CopyOnWriteArrayList<>();

    /// What clients and processors work with.
    ///
    /// @param stores those that are open
    /// @param context the engine
    /// @param ids makes ids
    record Scope(OpenStores stores, ProcessorContext context, IdSource ids) {

        Timer timer() {
            return context.timer();
        }

        StoreRouter router() {
            return context.router();
        }
    }

    private Holdfast(Books books, Timer timer, RandomGenerator random, Runnable endOfTime) {
        this.endOfTime = endOfTime;
        this.ids = new IdSource(timer, random);
        this.books = books.open(timer, ids);
        this.ledger = new Ledger(this.books.journal(), timer);
        this.router = new StoreRouter(ledger, timer, ids, PROBE_INTERVAL);
        this.scope = new Scope(
                new OpenStores(router, timer, ids),
                new ProcessorContext(router, ledger, this.books.journal(), timer, random),
                ids);
        this.books.invalidMessages().ifPresent(store -> router.register(new Route(store, Optional.empty())));
        keepHouse();
    }

    /// Opens the books.
    ///
    /// When this returns, everything is known that the books remember. With books that do not survive a
    /// crash, a warning goes to the log.
    public static Holdfast open(Books books) {
        SystemTimer timer = new SystemTimer();
        boolean opened = false;
        try {
            Holdfast holdfast = new Holdfast(books, timer, RANDOM, timer::close);
            holdfast.warnOfVolatileBooks();
            opened = true;
            return holdfast;
        } finally {
            if (!opened) {
                timer.close();
            }
        }
    }

    /// In a time of its own.
    static Holdfast open(Books books, Timer timer, RandomGenerator random) {
        return new Holdfast(books, timer, random, () -> {});
    }

    /// A new message, with an id of its own.
    public Message message(Content content) {
        return Message.of(ids.newFlow(), content);
    }

    /// What makes the ids of this one, for what appends beside its clients, such as the `Outbox` of
    /// `holdfast-jdbc`.
    public IdSource ids() {
        return ids;
    }

    /// Its time.
    public InstantSource clock() {
        return scope.timer();
    }

    /// A builder of clients that store messages.
    public MessageStoreClient.Builder client(StoreSource store) {
        return new MessageStoreClient.Builder(scope, store, users::add);
    }

    /// A builder of processors that send the messages of a store to an endpoint, such as an `HttpEndpoint` of
    /// `holdfast-http`.
    public ForwardingProcessorBuilder processor(StoreSource store, Endpoint endpoint) {
        return new ForwardingProcessorBuilder(scope, store, endpoint, users::add);
    }

    /// What happened to a message and when, oldest first, as far as the books remember.
    public List<LedgerEntry> history(FlowId flow) {
        return scope.context().journal().history(flow);
    }

    /// What went into a store and what came out of it, as far as the books remember.
    public Balance balance(String store) {
        return ledger.balance(store);
    }

    /// The outage of a store that is going on, if there is one.
    ///
    /// @throws dev.holdfast.routing.UnknownStoreException when no client and no processor uses such a store
    public Optional<StoreHealth.Outage> outage(String store) {
        return router.health(store).outage();
    }

    /// Stops the clients and processors that are still open, each as its own `close` does, and closes stores
    /// and books.
    @Override
    public void close() {
        users.reversed().forEach(Holdfast::close);
        scope.stores().close();
        books.close();
        endOfTime.run();
    }

    private static void close(AutoCloseable user) {
        switch (user) {
            case MessageStoreClient client -> client.close();
            case ForwardingProcessor processor -> processor.close();
            default -> throw new IllegalStateException("not one of ours: " + user);
        }
    }

    private void warnOfVolatileBooks() {
        if (!books.isDurable()) {
            LOGGER.log(
                    Level.WARNING,
                    "The books are in memory: after a crash attempts count anew, and a message whose storing or"
                            + " settling was under way may be sent twice. With EmbeddedBooks of holdfast-rocksdb they"
                            + " survive it");
        }
    }

    /// Ends with the timer.
    private void keepHouse() {
        Timer timer = scope.timer();
        timer.at(timer.instant().plus(HOUSEKEEPING), () -> {
            try {
                ledger.forgetOldDoubts();
            } finally {
                keepHouse();
            }
        });
    }
}
