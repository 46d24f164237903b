// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.Delivery;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException.Category;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A member of the group of a store. What it has settled is committed before [Delivery#acknowledge] returns; what
/// is released is handed out again from here.
final class TopicConsumer implements StoreConsumer {

    /// A little longer than the broker has: whoever waits hears of the failure itself.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final PollLoop.Scene scene;
    private final Place place;
    private final TopicShare share;
    private final PollLoop loop;
    private final Runnable atEnd;
    private final AtomicBoolean closed = new AtomicBoolean();

    private TopicConsumer(PollLoop.Scene scene, TopicShare share, PollLoop loop, Runnable atEnd) {
        this.scene = scene;
        this.place = scene.place();
        this.share = share;
        this.loop = loop;
        this.atEnd = atEnd;
    }

    /// Joins the group.
    ///
    /// @param client of this consumer alone
    /// @param atEnd done once, when it is closed
    static TopicConsumer open(Consumer<byte[], byte[]> client, PollLoop.Scene scene, int window, Runnable atEnd) {
        TopicShare share = new TopicShare(scene.place(), scene.timer(), window);
        PollLoop loop = new PollLoop(client, scene, share);
        loop.start();
        return new TopicConsumer(scene, share, loop, atEnd);
    }

    @Override
    public Optional<Delivery> receive(Duration timeout) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while receiving");
        }
        Optional<TopicShare.Taken> taken = share.take(scene.timer().instant().plus(timeout));
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
        end(loop::stop);
    }

    /// Ends as the death of this process would.
    void abort() {
        end(loop::abort);
    }

    private void end(Runnable how) {
        if (closed.compareAndSet(false, true)) {
            share.end(place.failure(Category.CLOSED, "receive", "this consumer is closed"));
            how.run();
            atEnd.run();
        }
    }

    void acknowledge(PartitionQueue queue, long offset) {
        Acknowledgement acknowledgement = share.acknowledge(queue, offset);
        loop.wake();
        try {
            if (!acknowledgement.await(scene.limit().plus(GRACE))) {
                share.end(place.failure(Category.UNAVAILABLE, "receive", "a commit was not answered in time"));
                throw place.failure(Category.UNKNOWN, "acknowledge", "no answer in time");
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
