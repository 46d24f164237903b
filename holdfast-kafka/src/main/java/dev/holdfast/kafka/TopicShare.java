// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// The partitions that one consumer has, between those that receive and settle and the one thread that talks to
/// the broker. Thread-safe.
final class TopicShare {

    /// What one commit can name as settled beyond its offset is limited by the broker, and so is this.
    static final int MAX_WINDOW = 256;

    /// So many messages at least are read ahead.
    private static final int LEAST_AHEAD = 64;

    private static final int PAUSES = 20;

    private static final Comparator<PartitionQueue> OLDEST_FIRST =
            Comparator.comparingLong(PartitionQueue::nextTimestamp);

    private final Place place;
    private final Timer timer;
    private final int window;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TopicPartition, PartitionQueue> queues = new LinkedHashMap<>();
    private final Deque<Timer.Waiter> receivers = new ArrayDeque<>();
    private final Timer.Waiter gathered;
    private List<Acknowledgement> acknowledged = new ArrayList<>();
    private boolean gathering;

    /// How many were held when the last were to be settled.
    private int expected;

    /// So many times what is to be settled is not waited for.
    private int pauses;

    private Optional<StoreException> end = Optional.empty();

    /// A message in somebody's hands.
    record Taken(PartitionQueue queue, ConsumerRecord<byte[], byte[]> found) {}

    TopicShare(Place place, Timer timer, int window) {
        this.place = place;
        this.timer = timer;
        this.gathered = timer.newWaiter();
        this.window = Math.min(window, MAX_WINDOW);
    }

    /// Waits for the next message.
    ///
    /// @return empty when the time has come, or the window is full
    Optional<Taken> take(Instant until) throws InterruptedException {
        Timer.Waiter waiter = timer.newWaiter();
        while (true) {
            lock.lock();
            try {
                receivers.remove(waiter);
                requireUsable();
                if (held() >= window) {
                    return Optional.empty();
                }
                Optional<PartitionQueue> next = oldest();
                if (next.isPresent() || !timer.instant().isBefore(until)) {
                    return next.map(queue -> new Taken(queue, queue.take()));
                }
                receivers.add(waiter);
            } finally {
                lock.unlock();
            }
            await(waiter, until);
        }
    }

    /// Waits without the lock; one who is interrupted is not left behind among the receivers.
    private void await(Timer.Waiter waiter, Instant until) throws InterruptedException {
        try {
            waiter.await(until);
        } catch (InterruptedException e) {
            withLock(() -> receivers.remove(waiter));
            throw e;
        }
    }

    /// The message is to be settled.
    ///
    /// @throws StoreException when that is certainly not possible any more
    Acknowledgement acknowledge(PartitionQueue queue, long offset) {
        lock.lock();
        try {
            requireUsable();
            if (queue.isLost()) {
                throw lost(queue);
            }
            Acknowledgement acknowledgement = new Acknowledgement(queue, offset, timer);
            acknowledged.add(acknowledgement);
            if (gathering && isGathered()) {
                gathered.signal();
            }
            return acknowledgement;
        } finally {
            lock.unlock();
        }
    }

    /// The message waits again.
    void release(PartitionQueue queue, ConsumerRecord<byte[], byte[]> found) {
        withLock(() -> {
            if (!queue.isLost()) {
                queue.giveBack(found);
                wakeReceivers();
            }
        });
    }

    /// The partition is this consumer's now.
    void assign(PartitionQueue queue) {
        withLock(() -> queues.put(queue.partition(), queue));
    }

    /// Nothing more of the partitions is handed out.
    void leave(Collection<TopicPartition> partitions) {
        withLock(() -> assigned(partitions).forEach(PartitionQueue::leave));
    }

    /// Whether messages of the partitions are in somebody's hands.
    boolean holds(Collection<TopicPartition> partitions) {
        lock.lock();
        try {
            return assigned(partitions).stream().anyMatch(queue -> queue.held() > 0);
        } finally {
            lock.unlock();
        }
    }

    /// The partitions are not this consumer's any more.
    void lose(Collection<TopicPartition> partitions) {
        withLock(() -> {
            assigned(partitions).forEach(PartitionQueue::lose);
            queues.keySet().removeAll(partitions);
            wakeReceivers();
        });
    }

    /// What was read from a partition, up to that position.
    ///
    /// @return where to read on
    long accept(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> read, long position) {
        lock.lock();
        try {
            PartitionQueue queue = queues.get(partition);
            if (queue == null) {
                return position;
            }
            long next = queue.accept(read, position);
            wakeReceivers();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /// Whether more should be read.
    boolean isHungry() {
        lock.lock();
        try {
            int waiting =
                    queues.values().stream().mapToInt(PartitionQueue::waiting).sum();
            return waiting < Math.max(window, LEAST_AHEAD);
        } finally {
            lock.unlock();
        }
    }

    boolean hasAcknowledged() {
        lock.lock();
        try {
            return !acknowledged.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Waits, when something is to be settled, for as many as were held lately: one commit does for all of them.
    /// When that was in vain, as they are held for long, it is not tried again for a while.
    ///
    /// @param until when to wait no longer
    void gather(Instant until) throws InterruptedException {
        if (beginGathering()) {
            gathered.await(until);
            withLock(this::endGathering);
        }
    }

    private boolean beginGathering() {
        lock.lock();
        try {
            if (acknowledged.isEmpty() || isGathered()) {
                return false;
            }
            gathering = pauses == 0;
            pauses = Math.max(0, pauses - 1);
            return gathering;
        } finally {
            lock.unlock();
        }
    }

    private void endGathering() {
        gathering = false;
        if (acknowledged.size() < expected / 2) {
            pauses = PAUSES;
        }
    }

    private boolean isGathered() {
        return acknowledged.size() >= expected;
    }

    /// What is to be settled since the last call. What cannot be settled any more has failed.
    List<Acknowledgement> takeAcknowledged() {
        lock.lock();
        try {
            expected = held();
            List<Acknowledgement> taken = new ArrayList<>();
            for (Acknowledgement acknowledgement : acknowledged) {
                if (acknowledgement.queue().isLost()) {
                    acknowledgement.failed(lost(acknowledgement.queue()));
                } else {
                    acknowledgement.queue().settle(acknowledgement.offset());
                    taken.add(acknowledgement);
                }
            }
            acknowledged = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// What to commit so that these are settled.
    Map<TopicPartition, OffsetAndMetadata> commits(List<Acknowledgement> taken) {
        lock.lock();
        try {
            Map<TopicPartition, OffsetAndMetadata> commits = new LinkedHashMap<>();
            for (Acknowledgement acknowledgement : taken) {
                commits.computeIfAbsent(acknowledgement.queue().partition(), _ -> {
                    Progress.Commit commit = acknowledgement.queue().commit();
                    return new OffsetAndMetadata(commit.offset(), commit.runs().text());
                });
            }
            return commits;
        } finally {
            lock.unlock();
        }
    }

    /// These are settled for good.
    void confirm(List<Acknowledgement> taken) {
        withLock(() -> taken.forEach(acknowledgement -> acknowledgement.queue().settled()));
        taken.forEach(Acknowledgement::done);
    }

    /// Nothing goes any more: what is held comes again.
    void end(StoreException reason) {
        withLock(() -> {
            end = end.or(() -> Optional.of(reason));
            queues.values().forEach(PartitionQueue::lose);
            queues.clear();
            Acknowledgement.failAll(acknowledged, reason);
            acknowledged = new ArrayList<>();
            wakeReceivers();
        });
    }

    StoreException lost(PartitionQueue queue) {
        return place.failure(
                Category.UNAVAILABLE,
                "acknowledge",
                "another consumer of the group has got partition "
                        + queue.partition().partition() + ": the message comes again");
    }

    private int held() {
        int held = 0;
        for (PartitionQueue queue : queues.values()) {
            held += queue.held();
        }
        return held;
    }

    /// The one whose next message has waited longest.
    private Optional<PartitionQueue> oldest() {
        @Nullable PartitionQueue oldest = null;
        for (PartitionQueue queue : queues.values()) {
            if (queue.hasNext() && (oldest == null || OLDEST_FIRST.compare(queue, oldest) < 0)) {
                oldest = queue;
            }
        }
        return Optional.ofNullable(oldest);
    }

    private List<PartitionQueue> assigned(Collection<TopicPartition> partitions) {
        return queues.values().stream()
                .filter(queue -> partitions.contains(queue.partition()))
                .toList();
    }

    private void requireUsable() {
        if (end.isPresent()) {
            StoreException reason = end.get();
            throw new StoreException(reason.category(), String.valueOf(reason.getMessage()), reason);
        }
    }

    private void wakeReceivers() {
        receivers.forEach(Timer.Waiter::signal);
        receivers.clear();
    }

    private void withLock(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }
}
