// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.routing;

import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreException;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Whether a store can be used, as far as is known. Told of failures by those who use it; finds out by itself,
/// with a full round trip at regular times, when it is back. Thread-safe.
public final class StoreHealth implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(StoreHealth.class.getName());

    private final MessageStore store;
    private final Timer timer;
    private final Duration probeInterval;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Outage outage;
    private boolean closed;

    /// A time in which a store cannot be used.
    ///
    /// @param since when that was noticed
    /// @param cause what the store said
    public record Outage(Instant since, String cause) {}

    StoreHealth(MessageStore store, Timer timer, Duration probeInterval) {
        this.store = store;
        this.timer = timer;
        this.probeInterval = probeInterval;
    }

    /// The outage that is going on, if there is one.
    public Optional<Outage> outage() {
        return Optional.ofNullable(outage);
    }

    /// Whether the store can be used, as far as is known.
    public boolean isUp() {
        return outage == null;
    }

    /// The store has failed somebody. From now on it counts as down, until a round trip succeeds.
    public void failed(StoreException failure) {
        synchronized (this) {
            if (outage != null || closed) {
                return;
            }
            outage = new Outage(timer.instant(), String.valueOf(failure.getMessage()));
            scheduleProbe();
        }
        LOGGER.log(Level.WARNING, "Store [{0}] is down: {1}", store.name(), failure.getMessage());
    }

    /// Calls back each time the store has come back, on a thread of its own, until the registration is closed.
    public Registration onUp(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// An interest that can be given up.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /// Stops asking.
    @Override
    public synchronized void close() {
        closed = true;
    }

    private void scheduleProbe() {
        timer.at(timer.instant().plus(probeInterval), this::probe);
    }

    private void probe() {
        try {
            store.probe();
        } catch (StoreException e) {
            synchronized (this) {
                if (!closed) {
                    scheduleProbe();
                }
            }
            return;
        }
        Outage over;
        synchronized (this) {
            over = outage;
            outage = null;
        }
        if (over != null) {
            LOGGER.log(Level.INFO, "Store [{0}] is back, it was down since {1}", store.name(), over.since());
            listeners.forEach(Runnable::run);
        }
    }
}
