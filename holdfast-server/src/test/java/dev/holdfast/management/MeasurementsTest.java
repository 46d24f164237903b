// Copyright 2026 the Holdfast developers. SPDX-License-Identifier: Apache-2.0
package dev.holdfast.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.ledger.Audit;
import dev.holdfast.ledger.Balance;
import dev.holdfast.message.StoredMessage;
import dev.holdfast.store.MessageStore;
import dev.holdfast.store.StoreConsumer;
import dev.holdfast.store.StoreException;
import dev.holdfast.store.StoreException.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How often the engines are asked for what the metrics show. Time passes only when a test says so.
class MeasurementsTest {

    private static final Audit.Finding FINDING = new Audit.Finding(new Balance(Map.of()), 7, 0);

    private final AtomicInteger asked = new AtomicInteger();
    private Instant now = Instant.EPOCH;
    private Duration cost = Duration.ZERO;
    private boolean isAway;

    private final Measurements measurements = new Measurements(this::audit, () -> now);

    @Test
    void a_measurement_is_good_for_ten_times_what_it_cost_and_at_least_a_second() {
        measure();
        now = now.plusMillis(999);
        measure();
        assertThat(asked).hasValue(1);
        cost = Duration.ofSeconds(3);
        now = now.plusMillis(1);
        measure();
        assertThat(asked).hasValue(2);
        now = now.plusSeconds(29);
        measure();
        assertThat(asked).hasValue(2);
        now = now.plusSeconds(1);
        measure();
        assertThat(asked).hasValue(3);
    }

    @Test
    void an_engine_that_does_not_answer_is_not_asked_at_once_again_and_has_no_figures() {
        isAway = true;
        cost = Duration.ofSeconds(30);
        assertThat(measure().finding()).isEmpty();
        now = now.plusSeconds(299);
        assertThat(measure().finding()).isEmpty();
        assertThat(asked).hasValue(1);
        isAway = false;
        now = now.plusSeconds(1);
        assertThat(measure().finding()).contains(FINDING);
    }

    @Test
    void whoever_asks_while_it_is_measured_gets_what_is_found() throws Exception {
        CountDownLatch measuring = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Measurements slow = new Measurements(
                store -> {
                    asked.incrementAndGet();
                    measuring.countDown();
                    await(answer);
                    return Optional.of(FINDING);
                },
                () -> now);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Measurements.Measurement> first = threads.submit(() -> slow.of(new Named()));
            measuring.await();
            Future<Measurements.Measurement> second = threads.submit(() -> slow.of(new Named()));
            answer.countDown();
            assertThat(second.get()).isSameAs(first.get());
        }
        assertThat(asked).hasValue(1);
    }

    private Measurements.Measurement measure() {
        return measurements.of(new Named());
    }

    private Optional<Audit.Finding> audit(MessageStore store) {
        asked.incrementAndGet();
        now = now.plus(cost);
        if (isAway) {
            throw new StoreException(Category.UNAVAILABLE, store.name() + " is away");
        }
        return Optional.of(FINDING);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A store that is only asked for its name.
    private static final class Named implements MessageStore {

        @Override
        public String name() {
            return "orders";
        }

        @Override
        public void append(List<StoredMessage> messages) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StoreConsumer openConsumer(int window) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void probe() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
