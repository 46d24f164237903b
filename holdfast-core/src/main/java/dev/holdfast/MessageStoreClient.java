// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast;

import dev.holdfast.Holdfast.Scope;
import dev.holdfast.message.AppendId;
import dev.holdfast.message.Message;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.processor.Backoff;
import dev.holdfast.processor.FailoverSettings;
import dev.holdfast.processor.Processor;
import dev.holdfast.processor.ProcessorHandlers;
import dev.holdfast.processor.Processors;
import dev.holdfast.processor.RetryPolicy;
import dev.holdfast.processor.StatusCodes;
import dev.holdfast.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Stores messages, from any number of threads at once; one for the whole application is enough. Thread-safe.
public final class MessageStoreClient implements AutoCloseable {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final Scope scope;
    private final String store;
    private final StoreRetry retry;
    private final Duration timeLimit;
    private final List<Processor> movers;
    private volatile boolean closed;

    private MessageStoreClient(Builder builder, List<Processor> movers) {
        this.scope = builder.scope;
        this.store = builder.store.name();
        this.retry = builder.retry;
        this.timeLimit = builder.timeLimit;
        this.movers = List.copyOf(movers);
    }

    /// Stores a message.
    ///
    /// When this returns, the message is on stable storage, in the store of this client or in one that stands
    /// in for it, and it will be forwarded or end where a person finds it. After a [StoreException] of
    /// category *unknown* it may be stored; after one of any other category it is not. An interrupt ends the
    /// wait for a repeat and leaves what is known about the last try as the suppressed exception.
    ///
    /// @return the id under which it is stored, which every send carries
    /// @throws StoreException when no store took it, with all repeats that the settings allow
    public AppendId store(Message message) throws InterruptedException {
        Instant start = scope.timer().instant();
        AppendId id = scope.ids().newAppend(message.flowId());
        StoredMessage stored = StoredMessage.of(id, start, store, message);
        Instant limit = start.plus(timeLimit);
        boolean mayBeStored = false;
        for (int repeat = 1; ; repeat++) {
            try {
                requireOpen();
                scope.router().append(store, stored);
                return id;
            } catch (StoreException e) {
                mayBeStored |= e.category() == StoreException.Category.UNKNOWN;
                Instant next = scope.timer().instant().plus(retry.before(repeat));
                if (isFinal(e) || !retry.allows(repeat) || next.isAfter(limit)) {
                    throw mayBeStored ? unknown(e) : e;
                }
                pauseUntil(next, e);
            }
        }
    }

    /// The name of the store.
    public String storeName() {
        return store;
    }

    /// Takes no more messages. Moves from the stores that stand in are ended; what is there stays there and
    /// is moved the next time.
    @Override
    public void close() {
        closed = true;
        movers.forEach(mover -> mover.stop(STOP_WITHIN));
    }

    private static boolean isFinal(StoreException e) {
        return switch (e.category()) {
            case REJECTED, CLOSED -> true;
            case UNAVAILABLE, FULL, UNKNOWN -> false;
        };
    }

    private static StoreException unknown(StoreException last) {
        return last.category() == StoreException.Category.UNKNOWN
                ? last
                : new StoreException(
                        StoreException.Category.UNKNOWN,
                        "an earlier try broke off and may have stored the message; the last one: " + last.getMessage(),
                        last);
    }

    private void pauseUntil(Instant next, StoreException reason) throws InterruptedException {
        try {
            scope.timer().newWaiter().await(next);
        } catch (InterruptedException e) {
            e.addSuppressed(reason);
            throw e;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(StoreException.Category.CLOSED, "the client of store " + store + " is closed");
        }
    }

    /// Says how a client works; without a word more, a failure of the store is the answer at once. Not
    /// thread-safe.
    public static final class Builder {

        private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

        private final Scope scope;
        private final StoreSource store;
        private final Consumer<AutoCloseable> owner;
        private final List<StoreSource> secondaries = new ArrayList<>();
        private StoreRetry retry = StoreRetry.none();
        private Duration timeLimit = Duration.ofSeconds(30);

        Builder(Scope scope, StoreSource store, Consumer<AutoCloseable> owner) {
            this.scope = scope;
            this.store = store;
            this.owner = owner;
        }

        /// A store that stands in for the one before it, at once and with or without repeats, whenever that
        /// is down, full, or does not answer in time. As soon as the one before is back, what is here is
        /// moved there, and until then new messages queue behind it. May be said more than once, for a chain.
        public Builder secondaryStore(StoreSource secondary) {
            secondaries.add(secondary);
            return this;
        }

        /// What to do when no store takes a message.
        public Builder retry(StoreRetry newRetry) {
            retry = newRetry;
            return this;
        }

        /// After this time, 30 s if nothing is said, no repeat begins: the longest time that a caller waits,
        /// but for one try.
        public Builder timeLimit(Duration limit) {
            if (!limit.isPositive()) {
                throw new IllegalArgumentException("a time limit is positive, not " + limit);
            }
            timeLimit = limit;
            return this;
        }

        /// Opens the stores.
        ///
        /// When this returns, messages can be stored; a store may be unreachable still, and [#store] says so.
        ///
        /// @throws IllegalArgumentException when the stores do not fit to those that are open already
        public MessageStoreClient build() {
            List<Processor> movers = new ArrayList<>();
            List<StoreSource> chain = new ArrayList<>(List.of(store));
            chain.addAll(secondaries);
            scope.stores().use(chain.getLast());
            for (int i = chain.size() - 2; i >= 0; i--) {
                scope.stores().use(chain.get(i), chain.get(i + 1));
                scope.stores().ensureInvalidMessages(chain.get(i + 1));
                movers.add(mover(chain.get(i + 1).name(), chain.get(i).name()));
            }
            MessageStoreClient client = new MessageStoreClient(this, movers);
            owner.accept(client);
            movers.forEach(Processor::start);
            return client;
        }

        private Processor mover(String from, String to) {
            RetryPolicy forEver = new RetryPolicy(
                    0,
                    Backoff.fixed(LOOK_INTERVAL),
                    new RetryPolicy.WhenExhausted.Deactivate(),
                    StatusCodes.none(),
                    Optional.empty());
            FailoverSettings settings = new FailoverSettings(
                    new Processor.Identity("from " + from + " to " + to, from),
                    new Processor.Activation(true, LOOK_INTERVAL, STOP_WITHIN),
                    to,
                    new FailoverSettings.Looking(LOOK_INTERVAL, Optional.empty()),
                    forEver);
            return Processors.failoverForwarding(settings, ProcessorHandlers.none(), scope.context());
        }
    }
}
