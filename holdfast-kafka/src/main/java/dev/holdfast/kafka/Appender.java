// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/// Sends messages and waits for their confirmation. Many threads send at the same time; the client puts what they
/// send into batches. Thread-safe.
///
/// Whether a message that was not confirmed may be stored follows from the client's own count of records that it
/// has sent: while that stands still, nothing has left.
final class Appender implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(Appender.class.getName());

    private final Map<String, Object> properties;
    private final Place place;
    private final Duration limit;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Sending current;
    private boolean closed;

    /// A client and its count of records sent.
    private record Sending(Producer<byte[], byte[]> producer, Metric count) {

        double sent() {
            return Metrics.value(count);
        }
    }

    /// @param properties of the client
    /// @param limit for each append
    Appender(Map<String, Object> properties, Place place, Duration limit) {
        this.properties = Map.copyOf(properties);
        this.place = place;
        this.limit = limit;
    }

    /// Sends the records, those of one partition in their order.
    ///
    /// When this returns, all are confirmed by the broker.
    ///
    /// @throws StoreException otherwise
    void append(List<ProducerRecord<byte[], byte[]>> records) {
        Sending sending = sending();
        double before = sending.sent();
        Confirmations confirmations = new Confirmations(records.size());
        int handedOver = 0;
        try {
            for (ProducerRecord<byte[], byte[]> one : records) {
                var _ = sending.producer().send(one, confirmations);
                handedOver++;
            }
            // The client ends the wait itself, when its time for a delivery is over.
            confirmations.await();
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            // What waits in the client is still sent.
            throw place.failure(handedOver == 0 ? Category.UNAVAILABLE : Category.UNKNOWN, "append", e);
        } catch (KafkaException | IllegalStateException e) {
            Category category = handedOver == 0 ? category(sending, before, e) : Category.UNKNOWN;
            throw place.failure(category, "append", e);
        }
        conclude(confirmations, sending, before);
    }

    /// All answers are there: only then is known what became of those that failed.
    private void conclude(Confirmations confirmations, Sending sending, double before) {
        List<Exception> failures = confirmations.failures();
        if (failures.isEmpty()) {
            return;
        }
        Category known = Category.UNAVAILABLE;
        for (int i = 0; i < failures.size(); i++) {
            Category category = category(sending, before, failures.get(i));
            known = i == 0 || category == Category.UNKNOWN ? category : known;
        }
        throw place.failure(confirmations.anyStored() ? Category.UNKNOWN : known, "append", failures.getFirst());
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            Sending last = current;
            current = null;
            if (last != null) {
                last.producer().close(limit);
            }
        } finally {
            lock.unlock();
        }
    }

    private Category category(Sending sending, double before, Throwable failure) {
        Category category = KafkaFailures.categoryOfSend(failure, sending.sent() > before);
        if (KafkaFailures.endsProducer(failure)) {
            replace(sending);
        }
        return category;
    }

    private Sending sending() {
        Sending known = current;
        return known == null ? open() : known;
    }

    private Sending open() {
        lock.lock();
        try {
            if (closed) {
                throw place.failure(Category.CLOSED, "append", "the store is closed");
            }
            Sending usable = current;
            if (usable == null) {
                Producer<byte[], byte[]> producer = new KafkaProducer<>(properties);
                usable = new Sending(
                        producer, Metrics.find(producer.metrics(), "producer-metrics", "record-send-total"));
                current = usable;
            }
            return usable;
        } catch (KafkaException e) {
            throw place.failure(Category.UNAVAILABLE, "append", e);
        } finally {
            lock.unlock();
        }
    }

    /// A client that has failed for good is no more used; those that wait in it are told so by it.
    private void replace(Sending failed) {
        lock.lock();
        try {
            if (failed.equals(current)) {
                current = null;
                LOGGER.log(Level.DEBUG, "store {0}: a new producer is made", place.store());
                failed.producer().close(Duration.ZERO);
            }
        } finally {
            lock.unlock();
        }
    }
}
