// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.kafka;

import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/// Asks the brokers, each question within the time limit of the store. Thread-safe.
final class Broker implements AutoCloseable {

    private final Map<String, Object> properties;
    private final Place place;
    private final Duration limit;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Admin current;
    private boolean closed;

    /// @param properties of the client
    /// @param limit for each question
    Broker(Map<String, Object> properties, Place place, Duration limit) {
        this.properties = Map.copyOf(properties);
        this.place = place;
        this.limit = limit;
    }

    /// The answer.
    ///
    /// @param what the question is for, such as `append`
    /// @throws StoreException *unavailable* when there is none
    <T> T ask(String what, Function<Admin, KafkaFuture<T>> question) {
        try {
            return answer(question);
        } catch (KafkaException | TimeoutException e) {
            throw place.failure(Category.UNAVAILABLE, what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw place.failure(Category.UNAVAILABLE, what, e);
        }
    }

    /// The answer.
    ///
    /// @throws KafkaException with what the broker says when it refuses
    /// @throws TimeoutException when there is none
    <T> T answer(Function<Admin, KafkaFuture<T>> question) throws TimeoutException, InterruptedException {
        try {
            return question.apply(admin()).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e);
        }
    }

    /// Asks without waiting for the answer.
    <T> KafkaFuture<T> tell(Function<Admin, KafkaFuture<T>> request) {
        return request.apply(admin());
    }

    /// The topic of the store.
    ///
    /// @param what the question is for, such as `append`
    TopicDescription describe(String what) {
        return ask(what, this::description);
    }

    /// Asks for the topic of the store.
    KafkaFuture<TopicDescription> description(Admin admin) {
        return known(admin.describeTopics(List.of(place.topic())).topicNameValues(), place.topic());
    }

    /// The answer to the question, which was asked.
    static <K, T> KafkaFuture<T> known(Map<K, KafkaFuture<T>> answers, K question) {
        return Objects.requireNonNull(answers.get(question));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (current != null) {
                current.close(Duration.ZERO);
                current = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private Admin admin() {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException(Category.CLOSED, "store " + place.store() + " is closed");
            }
            Admin usable = current;
            if (usable == null) {
                usable = Admin.create(properties);
                current = usable;
            }
            return usable;
        } finally {
            lock.unlock();
        }
    }
}
