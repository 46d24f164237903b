// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import dev.holdfast.time.Timer;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A member of the group of a store. What it has settled is committed before [Delivery#acknowledge] returns; what
/// is released is handed out again from here.
final class TopicConsumer implements StoreConsumer {

    /// A little longer than the broker has: whoever waits hears of the failure itself.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Place place;
    private final Timer timer;
    private final Duration limit;
    private final TopicShare share;
    private final PollLoop loop;
    private volatile boolean closed;

    private TopicConsumer(Place place, Timer timer, Duration limit, TopicShare share, PollLoop loop) {
        this.place = place;
        this.timer = timer;
        this.limit = limit;
        this.share = share;
        this.loop = loop;
    }

    /// Joins the group.
    ///
    /// @param client of this consumer alone
    /// @param limit for each call to the broker
    static TopicConsumer open(Consumer<byte[], byte[]> client, Place place, Timer timer, Duration limit, int window) {
        TopicShare share = new TopicShare(place, timer, window);
        PollLoop loop = new PollLoop(client, place, share, timer, limit);
        loop.start();
        return new TopicConsumer(place, timer, limit, share, loop);
    }

    @Override
    public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while receiving");
        }
        Optional<TopicShare.Taken> taken = share.take(timer.instant().plus(timeout));
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        loop.feed();
        ConsumerRecord<byte[], byte[]> found = taken.get().found();
        Delivery.Received received = RecordForm.read(found, place.store());
        return Optional.of(new KafkaDelivery(this, taken.get().queue(), found, received));
    }

    @Override
    public void close() {
        closed = true;
        share.end(place.failure(Category.CLOSED, "receive", "this consumer is closed"));
        loop.stop();
    }

    boolean isClosed() {
        return closed;
    }

    void acknowledge(PartitionQueue queue, long offset) {
        Acknowledgement acknowledgement = share.acknowledge(queue, offset);
        loop.wake();
        try {
            if (!acknowledgement.await(limit.plus(GRACE))) {
                StoreException failure = place.failure(Category.UNKNOWN, "acknowledge", "no answer in time");
                share.end(failure);
                throw failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw place.failure(Category.UNKNOWN, "acknowledge", e);
        }
    }

    void release(PartitionQueue queue, ConsumerRecord<byte[], byte[]> found) {
        share.release(queue, found);
    }
}
