// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/// The one thread that talks to the broker for a consumer: it reads ahead, commits what is settled, many
/// messages at a time, and stays in the group however long messages are held.
final class PollLoop implements ConsumerRebalanceListener {

    /// So often the loop looks around by itself.
    private static final Duration TURN = Duration.ofSeconds(1);

    private static final Duration SHORT_TURN = Duration.ofMillis(50);

    /// How long a commit waits at most for more messages to settle; less where a commit is fast.
    private static final Duration LONGEST_GATHERING = Duration.ofMillis(10);

    /// How long a partition that another consumer is to get waits for messages that are on their way.
    private static final Duration HAND_OVER = Duration.ofSeconds(10);

    private static final Logger LOGGER = System.getLogger(PollLoop.class.getName());

    private final Wakeable client;
    private final Consumer<byte[], byte[]> kafka;
    private final Place place;
    private final TopicShare share;
    private final Timer timer;
    private final java.util.function.Consumer<Map<TopicPartition, OffsetAndMetadata>> committed;
    private final Duration limit;
    private final Timer.Waiter changes;
    private final Thread thread;
    private final Silence silence;
    private final StartPosition positions;

    /// Settled, and not committed yet. Of this thread only.
    private final List<Acknowledgement> uncommitted = new ArrayList<>();

    /// How long a commit takes. Of this thread only.
    private Duration lastCommit = Duration.ZERO;

    /// Whether nothing is read, as enough waits.
    private volatile boolean paused;

    private volatile boolean stopping;
    private volatile boolean aborted;

    /// What a consumer of a store stands on.
    ///
    /// @param pulse whether a broker answers now
    /// @param committed is told of each commit, on the thread of the loop
    /// @param limit for each call to the broker
    record Scene(
            Place place,
            Timer timer,
            BooleanSupplier pulse,
            java.util.function.Consumer<Map<TopicPartition, OffsetAndMetadata>> committed,
            Duration limit) {}

    PollLoop(Consumer<byte[], byte[]> kafka, Scene scene, TopicShare share) {
        this.kafka = kafka;
        this.client = new Wakeable(kafka, this::hasOtherWork);
        this.place = scene.place();
        this.share = share;
        this.timer = scene.timer();
        this.committed = scene.committed();
        this.limit = scene.limit();
        this.changes = timer.newWaiter();
        this.silence = new Silence(kafka, scene.pulse(), timer);
        this.positions = new StartPosition(kafka, place, limit);
        this.thread =
                Thread.ofPlatform().daemon().name("kafka-" + place.store()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Something is to be committed.
    void wake() {
        changes.signal();
        client.wake();
    }

    /// A message was taken: more may have to be read.
    void feed() {
        if (paused && share.isHungry()) {
            client.wake();
        }
    }

    /// Leaves the group.
    ///
    /// When this returns, another consumer can have the partitions, unless the broker is silent.
    void stop() {
        stopping = true;
        wake();
        try {
            if (!thread.join(limit.multipliedBy(2))) {
                LOGGER.log(Level.WARNING, "store {0}: its consumer does not end", place.store());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOGGER.log(Level.DEBUG, "not waited for: {0}", e.toString());
        }
    }

    /// Ends as the death of this process would: nothing is committed, and the broker is told nothing.
    void abort() {
        aborted = true;
        stop();
    }

    /// The barrier of this thread: whatever ends it ends the consumer.
    private void run() {
        try {
            kafka.subscribe(List.of(place.topic()), this);
            while (!stopping) {
                turn();
            }
            if (!aborted) {
                commit();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(place.failure(Category.UNAVAILABLE, "receive", e));
        } catch (KafkaException | StoreException e) {
            fail(e);
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "store " + place.store() + ": unexpected error in its consumer", e);
            fail(e);
        } finally {
            close();
        }
    }

    private void turn() throws InterruptedException {
        if (uncommitted.isEmpty()) {
            Duration patience = lastCommit.dividedBy(2);
            share.gather(
                    timer.instant().plus(patience.compareTo(LONGEST_GATHERING) < 0 ? patience : LONGEST_GATHERING));
        }
        commit();
        regulate();
        try {
            // A commit that has to wait for a rebalance is tried again soon.
            Duration patience = uncommitted.isEmpty() ? TURN : SHORT_TURN;
            accept(client.poll(patience));
        } catch (OffsetOutOfRangeException e) {
            positions.outOfRange(e).forEach(share::assign);
        }
        if (silence.look()) {
            throw place.failure(Category.UNAVAILABLE, "receive", "no broker answers");
        }
    }

    private void commit() {
        uncommitted.addAll(share.takeAcknowledged());
        uncommitted.removeIf(acknowledgement -> {
            if (acknowledgement.queue().isLost()) {
                acknowledgement.failed(share.lost(acknowledgement.queue()));
            }
            return acknowledgement.queue().isLost();
        });
        if (uncommitted.isEmpty()) {
            return;
        }
        try {
            Map<TopicPartition, OffsetAndMetadata> commits = share.commits(uncommitted);
            Instant begun = timer.instant();
            kafka.commitSync(commits, limit);
            lastCommit = Duration.between(begun, timer.instant());
            share.confirm(uncommitted);
            uncommitted.clear();
            committed.accept(commits);
        } catch (RebalanceInProgressException e) {
            LOGGER.log(Level.DEBUG, "committed again after the rebalance: {0}", e.getMessage());
        }
    }

    private void regulate() {
        boolean enough = !share.isHungry();
        if (enough) {
            kafka.pause(kafka.assignment());
        } else if (paused) {
            kafka.resume(kafka.paused());
        }
        paused = enough;
    }

    private boolean hasOtherWork() {
        return stopping || share.hasAcknowledged() || (paused && share.isHungry());
    }

    private void accept(ConsumerRecords<byte[], byte[]> read) {
        for (TopicPartition partition : read.partitions()) {
            long position = kafka.position(partition, limit);
            long next = share.accept(partition, read.records(partition), position);
            if (next > position) {
                kafka.seek(partition, next);
            }
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        client.whilePolling(() -> positions.of(partitions).forEach(share::assign));
    }

    /// What is on its way may end first, so that it is not repeated.
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        client.whilePolling(() -> handOver(partitions));
    }

    private void handOver(Collection<TopicPartition> partitions) {
        share.leave(partitions);
        Instant until = timer.instant().plus(HAND_OVER);
        commit();
        try {
            while (!stopping && share.holds(partitions) && changes.await(until)) {
                commit();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOGGER.log(Level.DEBUG, "handed over at once: {0}", e.toString());
        }
        commit();
        share.lose(partitions);
    }

    /// The broker has given the partitions away already.
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        share.lose(partitions);
        throw place.failure(
                Category.UNAVAILABLE, "receive", "the broker has given the partitions of this consumer to another");
    }

    /// What is being committed may be settled; all else comes again.
    private void fail(RuntimeException cause) {
        share.end(place.failure(Category.UNAVAILABLE, "receive", cause));
        Acknowledgement.failAll(
                uncommitted, place.failure(KafkaFailures.categoryOfSettling(cause), "acknowledge", cause));
        uncommitted.clear();
    }

    private void close() {
        share.end(place.failure(Category.CLOSED, "receive", "this consumer is closed"));
        boolean inPeace = !aborted && !silence.isLasting();
        CloseOptions options = CloseOptions.timeout(inPeace ? limit : Duration.ZERO)
                .withGroupMembershipOperation(
                        inPeace ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP);
        try {
            kafka.close(options);
        } catch (KafkaException e) {
            LOGGER.log(Level.DEBUG, "cut off: {0}", e.getMessage());
        }
    }
}
