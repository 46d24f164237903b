// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.routing;

import dev.holdfast.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store and the store that stands in for it. While messages wait in the failover store and something on this
/// node moves them home, new ones queue behind them, so that the order of acceptance holds; the way back to the
/// original opens at the moment at which the last one is home. Thread-safe.
public final class FailoverPair {

    private static final Logger LOGGER = System.getLogger(FailoverPair.class.getName());

    private final String original;
    private final String failover;
    private final boolean preserveOrder;
    private final InstantSource clock;

    /// Shared by appends to the failover store, exclusive for opening the way back.
    private final ReentrantReadWriteLock wayBack = new ReentrantReadWriteLock(true);

    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong overtaking = new AtomicLong();

    /// 1 while the failover store could not be counted and was not yet found empty.
    private volatile int atLeast;

    private volatile boolean behind;
    private volatile boolean moverActive;
    private volatile @Nullable Episode episode;
    private volatile @Nullable Episode lastEpisode;
    private volatile Instant since;

    /// Where new messages for the original go.
    public enum State {
        /// To it.
        DIRECT,
        /// To the failover store, because the original does not take them.
        FAILED_OVER,
        /// To the failover store, behind those that wait there and are being moved home.
        COMING_HOME,
        /// To the original, while older ones are left in the failover store and nothing on this node moves them.
        LEFT_BEHIND
    }

    /// A time in which messages go to the failover store.
    ///
    /// @param since its beginning
    /// @param cause why the original could not take the first of them
    public record Episode(Instant since, String cause) {}

    FailoverPair(String original, String failover, boolean preserveOrder, InstantSource clock) {
        this.original = original;
        this.failover = failover;
        this.preserveOrder = preserveOrder;
        this.clock = clock;
        this.since = clock.instant();
    }

    /// Where new messages go, as far as is known.
    ///
    /// @param originalIsUp whether the original can be used, as far as is known
    public State state(boolean originalIsUp) {
        if (behind && originalIsUp) {
            return State.COMING_HOME;
        }
        if (behind || (episode != null && !originalIsUp)) {
            return State.FAILED_OVER;
        }
        return waiting.get() > 0 ? State.LEFT_BEHIND : State.DIRECT;
    }

    /// When messages began to go to the failover store, or to the original again; else when the pair was made.
    public Instant since() {
        return since;
    }

    /// The latest time of failover, going on or over, since the start of the node.
    public Optional<Episode> lastEpisode() {
        return Optional.ofNullable(lastEpisode);
    }

    /// Whether something on this node moves messages home.
    public boolean isMoverActive() {
        return moverActive;
    }

    /// The store that messages are meant for.
    public String original() {
        return original;
    }

    /// The store that stands in.
    public String failover() {
        return failover;
    }

    /// How many messages wait in the failover store, as far as this node knows.
    public long waiting() {
        return waiting.get();
    }

    /// How many messages went to the original although others waited in the failover store, because nothing
    /// moves those home.
    public long overtaking() {
        return overtaking.get();
    }

    /// The time of failover that is going on, if there is one.
    public Optional<Episode> episode() {
        return Optional.ofNullable(episode);
    }

    /// Something on this node has begun to move messages home.
    ///
    /// @param count says how many messages are in the failover store; asked while no new ones can get there.
    ///     Empty when the store cannot say: then there are some until [#foundEmpty]
    public void moverStarted(Supplier<OptionalLong> count) {
        wayBack.writeLock().lock();
        try {
            OptionalLong found = count.get();
            moverActive = true;
            atLeast = found.isPresent() ? 0 : 1;
            waiting.set(found.orElse(1));
            if (waiting.get() > 0) {
                begin("messages from before the start wait in it");
                behind = preserveOrder;
            }
        } finally {
            wayBack.writeLock().unlock();
        }
    }

    /// Nothing moves messages home any more.
    public void moverStopped() {
        wayBack.writeLock().lock();
        try {
            moverActive = false;
            behind = false;
        } finally {
            wayBack.writeLock().unlock();
        }
    }

    /// So many messages have left the failover store. Opens the way to the original when they were the last.
    public void left(int count) {
        waiting.updateAndGet(before -> Math.max(atLeast, before - count));
        openWayBackIfEmpty();
    }

    /// The failover store was looked at and is empty, although it should hold that many messages: somebody else
    /// has taken them.
    ///
    /// @param expected what [#waiting] said all the time
    public void foundEmpty(long expected) {
        if (waiting.compareAndSet(expected, 0)) {
            atLeast = 0;
        }
        openWayBackIfEmpty();
    }

    /// Keeps new messages out of the failover store until the door is opened, so that the last ones can go
    /// home: under load the way back would never open otherwise. Appends wait meanwhile, so it must be quick.
    public Door closeDoor() {
        wayBack.writeLock().lock();
        return wayBack.writeLock()::unlock;
    }

    /// A closed door.
    public interface Door extends AutoCloseable {

        /// Lets messages in again.
        @Override
        void close();
    }

    /// Whether new messages queue behind those in the failover store.
    boolean isBehind() {
        return behind;
    }

    /// A message went to the original.
    void wentToOriginal() {
        if (waiting.get() > 0 && !moverActive) {
            overtaking.incrementAndGet();
            if (episode != null) {
                LOGGER.log(
                        Level.WARNING,
                        "Store [{0}] is back, but nothing on this node moves the {1} messages in [{2}] home: new"
                                + " messages overtake them",
                        original,
                        waiting.get(),
                        failover);
            }
        }
        if (episode != null && !behind) {
            end();
        }
    }

    /// Puts a message into the failover store.
    ///
    /// @param cause why not into the original; none: because others wait there
    /// @param append does it
    /// @return false when that is not right any more, because the way to the original has opened meanwhile
    boolean divert(@Nullable StoreException cause, Runnable append) {
        wayBack.readLock().lock();
        try {
            if (cause == null && !behind) {
                return false;
            }
            count(append);
            if (cause != null) {
                begin(String.valueOf(cause.getMessage()));
                behind = moverActive && preserveOrder;
            }
            return true;
        } finally {
            wayBack.readLock().unlock();
        }
    }

    /// What may be in the failover store is counted. One too many is found out by looking; one too few would
    /// let
    /// new messages overtake the last.
    private void count(Runnable append) {
        boolean mayBeThere = true;
        try {
            append.run();
        } catch (StoreException e) {
            mayBeThere = e.category() == StoreException.Category.UNKNOWN;
            throw e;
        } finally {
            if (mayBeThere) {
                waiting.incrementAndGet();
            }
        }
    }

    private void openWayBackIfEmpty() {
        if (waiting.get() > 0) {
            return;
        }
        wayBack.writeLock().lock();
        try {
            if (waiting.get() <= 0) {
                behind = false;
                end();
            }
        } finally {
            wayBack.writeLock().unlock();
        }
    }

    private synchronized void begin(String cause) {
        if (episode == null) {
            Episode begun = new Episode(clock.instant(), cause);
            episode = begun;
            lastEpisode = begun;
            since = begun.since();
            LOGGER.log(
                    Level.WARNING,
                    "Messages for store [{0}] go to its failover store [{1}] from now on: {2}",
                    original,
                    failover,
                    cause);
        }
    }

    private synchronized void end() {
        Episode over = episode;
        if (over != null) {
            episode = null;
            since = clock.instant();
            LOGGER.log(
                    Level.INFO,
                    "Messages for store [{0}] go to it again; its failover store [{1}] was in use since {2}",
                    original,
                    failover,
                    over.since());
        }
    }
}
